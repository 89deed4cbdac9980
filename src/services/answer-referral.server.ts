import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { work } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { dayOf } from './day.ts'
import { endProvidersAccess } from './end-access.server.ts'
import { declineReasons } from './referral.ts'
import { addStep, deletePacket, getReferralToChange } from './rows.server.ts'
import { referralVerbs } from './verbs.ts'

export const AnswerReferral = z.strictObject({
  referral: z.uuid(),
  fact: z.uuid(),
  answer: z.enum(['accepted', 'declined']),
  reason: z.enum(declineReasons).optional(),
  /** Sealed to the row of the fact, purpose 'note', rev 1. */
  note: z.strictObject({ epoch: z.int().positive(), sealed: sealedBytes }).optional()
})
export type AnswerReferral = z.infer<typeof AnswerReferral>

/**
 * The provider says yes, or no with a reason from the list (`referral.reason-missing`). A refused packet is not kept, and whoever refused
 * does not see the referral again.
 */
export const answerReferral = (actor: Actor, input: AnswerReferral) =>
  work(actor, referralVerbs['referral.answer'], async ({ db, now }) => {
    if (actor.kind !== 'staff') throw notFound()
    const { network, account } = actor
    const row = await getReferralToChange(db, network, input.referral)
    if (row.to !== actor.organisation) throw notFound()
    if (input.note) checkEpoch(input.note.epoch, row.epoch)
    const at = now.toISOString()
    const on = dayOf(at)
    if (input.answer === 'accepted')
      await addStep(db, network, row, {
        id: input.fact,
        on,
        fact: { kind: 'referral-accepted', at, by: account },
        note: input.note
      })
    else {
      if (!input.reason) throw problem('referral.reason-missing', 400)
      const fact = { kind: 'referral-declined', at, by: account, reason: input.reason } as const
      await addStep(db, network, row, { id: input.fact, on, fact, note: input.note })
      await deletePacket(db, network, row.id)
      await endProvidersAccess({ db, now }, network, row)
    }
    return {
      subject: `services.referrals/${row.id}`,
      circle: row.circle,
      detail: { answer: input.answer, reason: input.reason ?? null },
      reply: null
    }
  })
