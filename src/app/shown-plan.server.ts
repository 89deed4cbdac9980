// The plan as a reader at the desk may see it: numbers protected for staff outside the teams that hold the records.
import { may } from '#access/verbs.ts'
import type { Actor } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import { year as yearPeriod, type Day } from '#kernel/period.ts'
import type { Sensitive } from '#kernel/small-numbers.ts'
import { toCyrillic } from '#locales/cyrillic.ts'
import { askedForIn, computable, indicatorCodes, indicatorRows, isSet, latestValue, sensitivityOfRow, targetFor, undefinedYet, whichIndicator, type Defined, type StoredValue } from '#plan/index.ts' // prettier-ignore
import { readPlan } from '#plan/read-plan.server.ts'
import { planVerbs } from '#plan/verbs.ts'
import { sayValue } from '#publication/annual-report/shown-value.ts'
import { drawn, isProtected, lightFor, shownToStaff } from './indicator-numbers.ts'
import { indicators } from './indicators.server.ts'

/** How many years the small line of a cell shows. */
const yearsDrawn = 5

type Reading = { stored: readonly StoredValue[]; definitions: ReadonlyMap<string, Defined>; today: Day; locale: Locale } // prettier-ignore

/** What a cell of the board shows: the value of the running year, its small line, target and light. */
const cellOf = (key: string, of: Sensitive, { stored, definitions, today, locale }: Reading) => {
  const year = Number(today.slice(0, 4))
  const period = yearPeriod(year)
  const mine = stored.filter(v => v.indicator === key)
  const found = latestValue(mine, key, period)
  const value = found && isSet(found.value) ? found.value : undefined
  const said = value && sayValue(shownToStaff(value, of), locale, toCyrillic)
  const target = targetFor(definitions.get(key) ?? undefinedYet, { period, organisation: null })
  const plain = value !== undefined && !isProtected(value, of)
  return {
    key,
    text: said?.text ?? null,
    state: said?.state ?? ('not-set' as const),
    kind: value?.kind ?? null,
    source: value ? found!.source.from : null,
    evidence: value && found!.source.from === 'hand' ? found!.source.evidence : [],
    evaluation: value && found!.source.from === 'hand' ? (found!.source.evaluation ?? null) : null,
    at: value ? found!.takenAt : null,
    target: target ?? null,
    light: lightFor(value, target, of, { period, today }),
    /** How many records stand behind it; null where that would tell a small number. */
    counted: plain && found!.source.from === 'records' ? value.counted : null,
    behind: indicators.find(i => i.code === key)?.behind?.word ?? null,
    line: Array.from({ length: yearsDrawn }, (_, i) => {
      const then = latestValue(mine, key, yearPeriod(year - yearsDrawn + 1 + i))
      return then ? drawn(then.value, of) : null
    })
  }
}
export type ShownCell = ReturnType<typeof cellOf>

export const shownPlan = async (actor: Actor, locale: Locale, timezone: string) => {
  const { stored, definitions, strategy, tasks, today } = await readPlan(actor, timezone)
  const reading = { stored, definitions, today, locale }
  const rows = Object.fromEntries(
    indicatorRows(strategy).map(({ indicator, countedAs }) => {
      const { key, code } = whichIndicator(strategy, indicator.id)!
      return [indicator.id, { countedAs, code, ...cellOf(key, sensitivityOfRow(strategy, indicator.id), reading) }] // prettier-ignore
    })
  )
  const beside = indicatorCodes
    .filter(code => code in askedForIn)
    .map(code => ({ code, ...cellOf(code, computable[code].sensitive, reading) }))
  return {
    strategy,
    tasks,
    rows,
    beside,
    today,
    year: Number(today.slice(0, 4)),
    mayCount: may(actor, planVerbs['indicator.take-values']),
    mayRecord: may(actor, planVerbs['plan.record-progress'])
  }
}
