// Where the next euro helps, as a reader at the desk may see it: numbers behind it pass the rule for small ones, alerts only for those who may.
import type { Actor } from '#kernel/actor.ts'
import { isShown } from '#kernel/small-numbers.ts'
import { alertsThatWeigh } from '#plan/next/next.ts'
import { readNext } from '#plan/next/read-next.server.ts'
import {
  computable,
  isIndicatorCode,
  sensitivityOfRow,
  type IndicatorValue,
  type Strategy
} from '#plan/index.ts'
import { protectValue } from '#publication/annual-report/shown-value.ts'
import { openAlerts } from '#risk/alerts/counts.server.ts'

const mayShow = (strategy: Strategy) => (key: string, value: IndicatorValue) => {
  const of = isIndicatorCode(key) ? computable[key].sensitive : sensitivityOfRow(strategy, key)
  const shown = protectValue(value, { audience: 'staff', of })
  if (shown === 'not-set') return false
  if (shown.kind === 'count') return isShown(shown.value)
  return shown.kind !== 'percent' || (shown.value !== 'no-base' && !('hidden' in shown.value))
}

export const shownNext = async (actor: Actor, timezone: string) => {
  const alerts = await openAlerts(actor)
  const { measures, unconfirmed, today } = await readNext(
    actor,
    timezone,
    mayShow,
    alerts && alerts.all >= alertsThatWeigh
  )
  return { measures, unconfirmed: unconfirmed.length, today, alerts: alerts && alerts.lines }
}
