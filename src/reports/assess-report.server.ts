import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound, orThrow } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { indicatorListIds } from './delphi.ts'
import { readings } from './read-indicators.ts'
import { appendFacts, lockReport, refuseStale } from './report-facts.server.ts'
import { recordOnReport } from './steps.ts'
import { reportVerbs } from './verbs.ts'

export const RecordedAssessment = z.strictObject({
  row: z.uuid(),
  epoch: z.int().positive(),
  list: z.enum(indicatorListIds),
  version: z.string().min(1).max(80),
  proposed: z.enum(readings),
  conclusion: z.enum(readings),
  /** How many facts stood on the screen. */
  seen: z.int().positive(),
  /** The whole assessment with every answer and the sentence of reasoning, sealed to the intake team. */
  sealed: sealedBytes
})
export type RecordedAssessment = z.infer<typeof RecordedAssessment>

/** Keeps one person's look at the signs. A later one stands beside it; nothing is overwritten. */
export const assessReport = (actor: Actor, code: string, input: RecordedAssessment, timezone: string) =>
  work(actor, reportVerbs['report.assess'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const found = await lockReport(db, actor.network, code)
    refuseStale(found.facts, input.seen)
    checkEpoch(input.epoch, found.newest)
    const { list, version, proposed, conclusion } = input
    const fact = {
      kind: 'assessment-recorded',
      at: now.toISOString(),
      by: actor.account,
      list,
      version,
      proposed,
      conclusion
    } as const
    await appendFacts(
      db,
      { network: actor.network, timezone, ...found },
      orThrow(recordOnReport(found.report, fact)).facts,
      now,
      { id: input.row, epoch: input.epoch, sealed: input.sealed }
    )
    return {
      subject: `reports.envelopes/${found.id}`,
      circle: found.circle,
      detail: { list, proposed, conclusion },
      reply: null
    }
  })
