import { sql } from 'kysely'
import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { AccountId } from '#kernel/id.ts'
import { notFound, orThrow, problem } from '#kernel/problem.ts'
import type { ReportFact } from './facts.ts'
import { appendFacts, lockReport } from './report-facts.server.ts'
import { recordOnReport } from './steps.ts'
import { reportVerbs } from './verbs.ts'

/** `from`: whose it was on the screen of whoever gives it. */
export const AssignReport = z.strictObject({ to: z.uuid().nullable(), from: z.uuid().nullable() })
export type AssignReport = z.infer<typeof AssignReport>

/**
 * Takes a report, gives it to a colleague of the intake team, or puts it back to nobody. Of two who take it at once the second gets
 * `common.changed-by-other`. Throws `report.not-on-team` for anybody who does not read in its circle.
 */
export const assignReport = (actor: Actor, code: string, { to, from }: AssignReport, timezone: string) =>
  work(actor, reportVerbs['report.assign'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const found = await lockReport(db, actor.network, code)
    if ((found.report.assignedTo ?? null) !== from) throw problem('common.changed-by-other', 409)
    if (to) {
      const colleague = await db.row(sql`
        select 1 from access.circle_members m
        join identity.people p on p.network_id = m.network_id and p.id = m.account_id and p.left_at is null
        where m.network_id = ${actor.network} and m.circle_id = ${found.circle} and m.account_id = ${to} and m.kind = 'member'
          and (m.until_at is null or m.until_at > ${now})`)
      if (!colleague) throw problem('report.not-on-team', 400)
    }
    const written = { at: now.toISOString(), by: actor.account }
    const fact: ReportFact = to
      ? { kind: 'report-assigned', to: to as AccountId, ...written }
      : { kind: 'report-unassigned', ...written }
    const { facts } = orThrow(recordOnReport(found.report, fact))
    await appendFacts(db, { network: actor.network, timezone, ...found }, facts, now)
    return {
      subject: `reports.envelopes/${found.id}`,
      circle: found.circle,
      detail: { to },
      reply: null
    }
  })
