// What trends and scans found in a month, for its brief: rises as the rules of trends see them at its last day, clusters of the last
// scan whose counts end in it, and the alerts of the month that came of either. Each once, and not what turned out to be none.
import { sql } from 'kysely'
import { count } from '#access/work.server.ts'
import type { StaffActor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { addDays, month as monthPeriod } from '#kernel/period.ts'
import { protect } from '#kernel/small-numbers.ts'
import type { ReportValue } from '#publication/index.ts'
import { neverARisk } from '../alerts/codes.ts'
import type { Told } from '../hotspots/cluster-alert.server.ts'
import type { Source } from '../trends/counted.server.ts'
import { lookForRises } from '../trends/look-for-rises.server.ts'
import { riseId, type Rise } from '../trends/rises.ts'
import { trendVerbs } from '../trends/verbs.ts'
import { sayHowFound } from './how-found.ts'
import { briefLabels, type BriefChip } from './words.ts'

export type Looking = { sources: readonly Source[]; timezone: string }
export type FoundInMonth = {
  /** Locked and protected as for the public: nothing here tells a place or a small count. */
  values: ReportValue[]
  /** For a sealed brief alone. */
  rises: Rise[]
}

export const periodOf = (month: string) => monthPeriod(Number(month.slice(0, 4)), Number(month.slice(5)))

export const findInMonth = async (
  actor: StaffActor,
  month: string,
  { sources, timezone }: Looking
): Promise<FoundInMonth> => {
  const period = periodOf(month)
  const { from, to } = period
  const last = addDays(to, -1)
  const rises = await lookForRises(actor, trendVerbs['trend.see'], sources, timezone, last)
  const { told, alerts, until } = await count(actor.network, async ({ db, now }) => {
    const scan = await db.row(sql<{ told: Told }>`
      select told from risk.scans
      where network_id = ${actor.network} and told->>'until' >= ${from} and told->>'until' < ${to} order by no desc limit 1`)
    const ids = [...rises.map(riseId), ...(scan?.told.clusters ?? [])]
    const today = dayIn(now, timezone)
    return {
      told: scan?.told,
      until: today < last ? today : last,
      alerts: await db.rows(sql<{ id: string; none: boolean }>`
        select source_id as id, coalesce(reason = any (${[...neverARisk]}::text[]), false) as none from risk.alerts
        where network_id = ${actor.network} and source_kind = 'statistics'
          and (raised_on >= ${from} and raised_on < ${to} or source_id = any (${ids}::text[]))`)
    }
  })
  const none = new Set(alerts.filter(a => a.none).map(a => a.id))
  const all = new Set([
    ...rises.map(riseId),
    ...(told?.clusters ?? []),
    ...alerts.map(({ id }) => id)
  ].filter(id => !none.has(id))) // prettier-ignore
  const clusters = [...all].filter(id => id.startsWith('cluster:')).length
  const number = (n: number): ReportValue['shown'] => ({
    kind: 'count',
    value: protect(n, { audience: 'public', of: 'reports' })
  })
  const value = (chip: BriefChip, shown: ReportValue['shown']): ReportValue => ({
    chip,
    label: briefLabels[chip],
    period,
    shown,
    of: 'reports'
  })
  return {
    values: [
      value('rises', number(all.size - clusters)),
      // nobody looked: that is not none
      value('clusters', told || clusters > 0 ? number(clusters) : 'not-set'),
      value('how-found', { kind: 'qualitative', value: sayHowFound(until, told) })
    ],
    rises: rises.filter(rise => !none.has(riseId(rise)))
  }
}
