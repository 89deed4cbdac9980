import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound, orThrow } from '#kernel/problem.ts'
import { reportReopeningReasons } from './facts.ts'
import { cancelUnsent } from './follow-up.server.ts'
import { appendFacts, lockReport, refuseStale } from './report-facts.server.ts'
import { recordOnReport } from './steps.ts'
import { reportVerbs } from './verbs.ts'

export const ReopenReport = z.strictObject({
  seen: z.int().positive(),
  reason: z.enum(reportReopeningReasons)
})
export type ReopenReport = z.infer<typeof ReopenReport>

/** A decided report is worked on again. What was sent to others stays followed; what was not sent yet is dropped with the decision. */
export const reopenReport = (actor: Actor, code: string, { seen, reason }: ReopenReport, timezone: string) =>
  work(actor, reportVerbs['report.reopen'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const found = await lockReport(db, actor.network, code)
    refuseStale(found.facts, seen)
    const fact = { kind: 'report-reopened', at: now.toISOString(), by: actor.account, reason } as const
    const { facts } = orThrow(recordOnReport(found.report, fact))
    await cancelUnsent({ db, now }, actor, { ...found, timezone })
    await appendFacts(db, { network: actor.network, timezone, ...found }, facts, now)
    return { subject: `reports.envelopes/${found.id}`, circle: found.circle, detail: { reason }, reply: null }
  })
