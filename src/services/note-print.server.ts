// A referral is printed, by either side: the log knows it before the paper does.
import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { getReferral } from './rows.server.ts'
import { referralVerbs } from './verbs.ts'

export const PrintReferral = z.strictObject({ referral: z.uuid() })
export type PrintReferral = z.infer<typeof PrintReferral>

export const notePrintedReferral = (actor: Actor, input: PrintReferral) =>
  work(actor, referralVerbs['referral.print'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const row = await getReferral(db, actor.network, { id: input.referral })
    return {
      subject: `services.referrals/${row.id}`,
      circle: row.circle,
      reply: { at: now.toISOString() }
    }
  })
