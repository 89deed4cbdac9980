import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { work } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { Day, dayOf } from './day.ts'
import { endProvidersAccess } from './end-access.server.ts'
import { addStep, getReferralToChange } from './rows.server.ts'
import { referralVerbs } from './verbs.ts'

const note = z.strictObject({ epoch: z.int().positive(), sealed: sealedBytes }).optional()

export const DeliverReferral = z.strictObject({
  referral: z.uuid(),
  fact: z.uuid(),
  step: z.enum(['service-begun', 'service-delivered']),
  on: Day,
  /** What was delivered, in words: sealed to the row of the fact, purpose 'note', rev 1. */
  note
})
export type DeliverReferral = z.infer<typeof DeliverReferral>

/** The provider says that it began, or that the help was given. */
export const deliverReferral = (actor: Actor, input: DeliverReferral) =>
  work(actor, referralVerbs['referral.deliver'], async ({ db, now }) => {
    if (actor.kind !== 'staff') throw notFound()
    const row = await getReferralToChange(db, actor.network, input.referral)
    if (row.to !== actor.organisation) throw notFound()
    if (input.note) checkEpoch(input.note.epoch, row.epoch)
    const at = now.toISOString()
    if (input.on > dayOf(at)) throw problem('case.not-yet', 400)
    if (input.on < row.sentOn) throw problem('referral.before-sent', 400)
    await addStep(db, actor.network, row, {
      id: input.fact,
      on: input.on,
      fact: { kind: input.step, at, by: actor.account },
      note: input.note
    })
    return {
      subject: `services.referrals/${row.id}`,
      circle: row.circle,
      detail: { step: input.step },
      reply: null
    }
  })

export const FollowUpReferral = z.strictObject({ referral: z.uuid(), fact: z.uuid(), note })
export type FollowUpReferral = z.infer<typeof FollowUpReferral>

/** The case team asked how it helped. With that it is over, and the provider's access too. */
export const followUpReferral = (actor: Actor, input: FollowUpReferral) =>
  work(actor, referralVerbs['referral.follow-up'], async ({ db, now }) => {
    if (actor.kind !== 'staff') throw notFound()
    const row = await getReferralToChange(db, actor.network, input.referral)
    if (!row.caseId) throw notFound()
    if (input.note) checkEpoch(input.note.epoch, row.epoch)
    const at = now.toISOString()
    await addStep(db, actor.network, row, {
      id: input.fact,
      on: dayOf(at),
      fact: { kind: 'service-followed-up', at, by: actor.account },
      note: input.note
    })
    await endProvidersAccess({ db, now }, actor.network, row)
    return { subject: `services.referrals/${row.id}`, circle: row.circle, reply: null }
  })
