import { z } from 'zod'
import { work, type Work } from '#access/work.server.ts'
import type { Actor, StaffActor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { dayOf } from './day.ts'
import { dropDraftOf } from './drafts.server.ts'
import { endProvidersAccess } from './end-access.server.ts'
import { revokeReasons } from './referral.ts'
import { addStep, deletePacket, getReferralToChange } from './rows.server.ts'
import { referralVerbs } from './verbs.ts'

export const RevokeReferral = z.strictObject({
  referral: z.uuid(),
  fact: z.uuid(),
  reason: z.enum(revokeReasons)
})
export type RevokeReferral = z.infer<typeof RevokeReferral>

/**
 * Takes a referral back: the packet's row is gone, and everybody who is not of the case team leaves the circle with their wraps.
 * What was read before cannot be unread; the screen says so.
 */
export const revokeInside = async (
  { db, now }: Pick<Work, 'db' | 'now'>,
  actor: StaffActor,
  input: RevokeReferral
) => {
  const { network, account } = actor
  const row = await getReferralToChange(db, network, input.referral)
  // only the case team sees the row that ties a referral to a case
  if (!row.caseId) throw notFound()
  const at = now.toISOString()
  await addStep(db, network, row, {
    id: input.fact,
    on: dayOf(at),
    fact: { kind: 'referral-revoked', at, by: account, reason: input.reason }
  })
  await deletePacket(db, network, row.id)
  await dropDraftOf(db, network, row.id)
  await endProvidersAccess({ db, now }, network, row)
  return row
}

export const revokeReferral = (actor: Actor, input: RevokeReferral) =>
  work(actor, referralVerbs['referral.revoke'], async inside => {
    if (actor.kind !== 'staff') throw notFound()
    const row = await revokeInside(inside, actor, input)
    return {
      subject: `services.referrals/${row.id}`,
      circle: row.circle,
      detail: { reason: input.reason },
      reply: null
    }
  })
