// What waits for whoever opens the desk: each capability's own list, nearest first, never more than seven rows of each.
import { listWaitingForKeys, standing } from '#access/grant-keys.server.ts'
import { accessVerbs } from '#access/permissions.ts'
import { may } from '#access/verbs.ts'
import { listCases } from '#cases/index.server.ts'
import { caseVerbs } from '#cases/verbs.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { countUnreadHandOvers } from '#reports/line/hand-overs.server.ts'
import { listCallBacks } from '#reports/line/list-call-backs.server.ts'
import { readDutyToday } from '#reports/line/read-duty.server.ts'
import { lineVerbs } from '#reports/line/verbs.ts'
import { listInbox } from '#reports/list-inbox.server.ts'
import { findReportToApprove } from '#publication/index.server.ts'
import { publicationVerbs } from '#publication/verbs.ts'
import { reportVerbs } from '#reports/verbs.ts'
import { listReferrals } from '#services/index.server.ts'
import { referralVerbs } from '#services/verbs.ts'

export type Waits = Awaited<ReturnType<typeof today>>
const rows = 7

export const today = async (actor: Actor, timezone: string) => {
  if (!isStaff(actor)) throw notFound()
  const belongs = actor.roles.some(role => Object.keys(standing[role]).length > 0)
  return {
    /** The person's role belongs to a circle whose key nobody has handed them yet. */
    withoutKeys: belongs && actor.circles.length + actor.kept.length === 0,
    keys: may(actor, accessVerbs['keys.grant']) ? (await listWaitingForKeys(actor)).length : 0,
    reports: may(actor, reportVerbs['report.list'])
      ? (await listInbox(actor, 'open', timezone)).rows.slice(0, rows).map(r => ({
          code: r.code,
          dueOn: r.dueOn,
          state: r.urgent ? ('late' as const) : r.state,
          news: r.news
        }))
      : [],
    callBacks: may(actor, lineVerbs['call.list-call-backs']) ? await listCallBacks(actor, rows) : [],
    handOvers: may(actor, lineVerbs['duty.read-hand-over']) ? await countUnreadHandOvers(actor) : 0,
    duty: may(actor, lineVerbs['duty.read']) ? await readDutyToday(actor) : null,
    cases: may(actor, caseVerbs['case.list'])
      ? (await listCases(actor)).cases.filter(c => c.next).slice(0, rows)
      : [],
    referrals: may(actor, referralVerbs['referral.list'])
      ? (await listReferrals(actor)).referrals.filter(r => r.deadline).slice(0, rows)
      : [],
    annualReport: may(actor, publicationVerbs['annual-report.approve'])
      ? await findReportToApprove(actor)
      : null
  }
}
