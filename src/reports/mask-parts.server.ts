import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound, orThrow, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { recipientCount } from '#seal/index.ts'
import { maskReasons } from './facts.ts'
import { appendFacts, lockReport, refuseStale } from './report-facts.server.ts'
import { recordOnReport } from './steps.ts'
import { reportVerbs } from './verbs.ts'

export const MaskedParts = z.strictObject({
  row: z.uuid(),
  epoch: z.int().positive(),
  seen: z.int().positive(),
  reasons: z.array(z.enum(maskReasons)).max(maskReasons.length),
  /** All masks of the report anew, sealed to the intake team alone. */
  sealed: sealedBytes
})
export type MaskedParts = z.infer<typeof MaskedParts>

/** Keeps which parts of a report others must not see. Earlier marks stay beside them: who covered what, when and why can be told later. */
export const maskParts = (actor: Actor, code: string, input: MaskedParts, timezone: string) =>
  work(actor, reportVerbs['report.mask'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const found = await lockReport(db, actor.network, code)
    refuseStale(found.facts, input.seen)
    checkEpoch(input.epoch, found.newest)
    if (recipientCount(input.sealed) !== 1) throw problem('report.wrong-recipients', 400)
    const fact = {
      kind: 'parts-masked',
      at: now.toISOString(),
      by: actor.account,
      reasons: [...new Set(input.reasons)]
    } as const
    const { facts } = orThrow(recordOnReport(found.report, fact))
    await appendFacts(db, { network: actor.network, timezone, ...found }, facts, now, {
      id: input.row,
      epoch: input.epoch,
      sealed: input.sealed
    })
    return {
      subject: `reports.envelopes/${found.id}`,
      circle: found.circle,
      detail: { reasons: fact.reasons },
      reply: null
    }
  })
