import { sql } from 'kysely'
import { z } from 'zod'
import { checkEpoch } from '#access/circles.server.ts'
import { work } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { Day, dayOf } from './day.ts'
import { dropDraftOf } from './drafts.server.ts'
import { endProvidersAccess } from './end-access.server.ts'
import { helpedAnswers } from './referral.ts'
import { addStep, caseCircleOf, getReferralToChange } from './rows.server.ts'
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

export const FollowUpReferral = z.strictObject({
  referral: z.uuid(),
  fact: z.uuid(),
  helped: z.enum(helpedAnswers),
  /** In their words, for the case team alone: sealed to the case's circle, table 'services.feedback', row `referral`, purpose 'note'. */
  words: note
})
export type FollowUpReferral = z.infer<typeof FollowUpReferral>

/** The case team asked the person how it helped. With that it is over, and the provider's access too. */
export const followUpReferral = (actor: Actor, input: FollowUpReferral) =>
  work(actor, referralVerbs['referral.follow-up'], async ({ db, now }) => {
    if (actor.kind !== 'staff') throw notFound()
    const row = await getReferralToChange(db, actor.network, input.referral)
    if (!row.caseId) throw notFound()
    const circle = await caseCircleOf(db, actor.network, row.id)
    if (input.words) checkEpoch(input.words.epoch, circle.epoch)
    const at = now.toISOString()
    await addStep(db, actor.network, row, {
      id: input.fact,
      on: dayOf(at),
      fact: { kind: 'service-followed-up', at, by: actor.account }
    })
    await db.run(sql`
      insert into services.feedback (network_id, referral_id, circle_id, helped, account_id, at, epoch, sealed)
      values (${actor.network}, ${row.id}, ${circle.id}, ${input.helped}, ${actor.account}, ${now},
              ${input.words?.epoch ?? null}, ${input.words ? Buffer.from(input.words.sealed) : null})`)
    await dropDraftOf(db, actor.network, row.id)
    await endProvidersAccess({ db, now }, actor.network, row)
    return { subject: `services.referrals/${row.id}`, circle: row.circle, reply: null }
  })
