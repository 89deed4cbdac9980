import { look } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { dayOf, daysBetween } from './day.ts'
import { listDrafts } from './drafts.server.ts'
import { referralDeadline } from './referral.ts'
import { listReferralRows, type ReferralRow } from './rows.server.ts'
import { referralVerbs } from './verbs.ts'

export type ReferralLine = Pick<
  ReferralRow,
  'code' | 'service' | 'urgency' | 'from' | 'to' | 'sentOn' | 'status' | 'caseCode'
> & {
  /** Set while it waits for an answer. */
  deadline: { day: string; state: 'late' | 'due' | 'ahead'; daysWaited: number } | null
  days: number
}

/** The actor's referrals, sent or received, the longest waiting first. */
export const listReferrals = (actor: Actor) =>
  look(actor, referralVerbs['referral.list'], async ({ db, now }) => {
    if (actor.kind !== 'staff') throw notFound()
    const today = dayOf(now.toISOString())
    const rows = await listReferralRows(db, actor.network)
    const referrals = rows
      .map((row): ReferralLine => {
        const { code, service, urgency, from, to, sentOn, status, caseCode } = row
        const deadline = referralDeadline(row, today)
        return {
          code, service, urgency, from, to, sentOn, status, caseCode,
          deadline: deadline ? { day: deadline.day, state: deadline.state, daysWaited: deadline.daysWaited } : null,
          days: daysBetween(sentOn, today)
        } // prettier-ignore
      })
      .toSorted(
        (a, b) =>
          (a.deadline?.day ?? '9').localeCompare(b.deadline?.day ?? '9') || a.sentOn.localeCompare(b.sentOn)
      )
    const drafts = await listDrafts(db, actor.network)
    return {
      subject: 'services.referrals/own',
      detail: { count: rows.length },
      reply: { today, referrals, drafts }
    }
  })
