// What is erased soon, and the way to keep it longer: with a reason, until a day.
import { sql } from 'kysely'
import { z } from 'zod'
import { look, work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { notFound, orThrow, problem } from '#kernel/problem.ts'
import { keepReasons, type DecisionKind, type ReportStatus } from './facts.ts'
import { periodsOf } from './periods.server.ts'
import { appendFacts, lockReport } from './report-facts.server.ts'
import { eraseDayOf, warnUntil } from './retention.ts'
import { recordOnReport } from './steps.ts'
import { reportVerbs } from './verbs.ts'

export const leavingPage = 100

export type LeavingLine = {
  id: string
  code: string
  arrivedOn: string
  eraseOn: string
  status: ReportStatus
  decision: DecisionKind | null
  /** Something handed to another body has no end yet. */
  followed: boolean
}

/** What the next thirty days erase, nearest first. */
export const listLeaving = (
  actor: Actor,
  timezone: string
): Promise<{ rows: LeavingLine[]; more: boolean; until: string; today: string }> =>
  look(actor, reportVerbs['report.list-leaving'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const today = dayIn(now, timezone)
    const until = warnUntil(today)
    const rows = await db.rows(sql<LeavingLine>`
      select e.id, e.code, e.arrived_on::text as "arrivedOn", e.erase_on::text as "eraseOn", e.status,
        (select f.detail->>'decision' from reports.facts f
         where f.network_id = e.network_id and f.report_id = e.id and f.kind = 'report-decided' order by f.no desc limit 1) as decision,
        exists (select from reports.follow_ups u
         where u.network_id = e.network_id and u.report_id = e.id and u.remind_on is not null) as followed
      from unnest(${actor.circles}::uuid[]) as circle
      cross join lateral (
        select * from reports.envelopes
        where network_id = ${actor.network} and circle_id = circle and erase_on <= ${until}::date
        order by erase_on, id limit ${leavingPage + 1}) e
      order by e.erase_on, e.id limit ${leavingPage + 1}`)
    return {
      subject: 'reports.envelopes/leaving',
      circle: actor.circles[0] ?? null,
      detail: { shown: Math.min(rows.length, leavingPage) },
      reply: { rows: rows.slice(0, leavingPage), more: rows.length > leavingPage, until, today }
    }
  })

export const KeepLonger = z.strictObject({ until: z.iso.date(), reason: z.enum(keepReasons) })
export type KeepLonger = z.infer<typeof KeepLonger>

/** Puts the end off. Throws `report.keep-until-when`, `report.keep-until-later` when the day is not after the one it already has. */
export const keepLonger = (actor: Actor, code: string, { until, reason }: KeepLonger, timezone: string) =>
  work(actor, reportVerbs['report.keep-longer'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const found = await lockReport(db, actor.network, code)
    const fact = { kind: 'kept-longer', at: now.toISOString(), by: actor.account, until, reason } as const
    const { facts } = orThrow(recordOnReport(found.report, fact))
    const end = eraseDayOf(found.report, await periodsOf(db, actor.network))
    if (end && until <= end) throw problem('report.keep-until-later', 400)
    await appendFacts(db, { network: actor.network, timezone, ...found }, facts, now)
    return {
      subject: `reports.envelopes/${found.id}`,
      circle: found.circle,
      detail: { until, reason },
      reply: null
    }
  })
