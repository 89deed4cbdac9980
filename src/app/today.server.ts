// What waits for whoever opens the desk: each capability's own list, nearest first, never more than seven rows of each.
import { listWaitingForKeys, standing } from '#access/grant-keys.server.ts'
import { accessVerbs } from '#access/permissions.ts'
import { may } from '#access/verbs.ts'
import { countUnanswered, listCases, listEnding } from '#cases/index.server.ts'
import { listMyConferences } from '#cases/together/my-conferences.server.ts'
import { listMyTasks } from '#cases/together/my-tasks.server.ts'
import { listLeaderless } from '#cases/together/team.server.ts'
import { togetherVerbs } from '#cases/together/verbs.ts'
import { caseVerbs } from '#cases/verbs.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { listCalls } from '#line/index.server.ts'
import { lineVerbs } from '#line/verbs.ts'
import { listLeaving } from '#reports/keep-longer.server.ts'
import { listFollowed } from '#reports/list-followed.server.ts'
import { listInbox } from '#reports/list-inbox.server.ts'
import { findReportToApprove } from '#publication/index.server.ts'
import { publicationVerbs } from '#publication/verbs.ts'
import { reportVerbs } from '#reports/verbs.ts'
import { alertsForMe } from '#risk/alerts/read.server.ts'
import { alertVerbs } from '#risk/alerts/verbs.ts'
import { planTasksFor } from '#plan/tasks-waiting.server.ts'
import { planVerbs } from '#plan/verbs.ts'
import { listReferrals } from '#services/index.server.ts'
import { referralVerbs } from '#services/verbs.ts'

export type Waits = Awaited<ReturnType<typeof today>>
const rows = 7

export const today = async (actor: Actor, timezone: string) => {
  if (!isStaff(actor)) throw notFound()
  // a case manager works without the key by which persons are compared, and is told where it is missing
  const belongs = actor.roles.some(role =>
    Object.keys(standing[role]).some(kind => kind !== 'matching' && kind !== 'warning')
  )
  const referrals = may(actor, referralVerbs['referral.list']) ? await listReferrals(actor) : undefined
  return {
    /** The person's role belongs to a circle whose key nobody has handed them yet. */
    withoutKeys: belongs && actor.circles.length + actor.kept.length === 0,
    keys: may(actor, accessVerbs['keys.grant']) ? (await listWaitingForKeys(actor)).length : 0,
    reports: may(actor, reportVerbs['report.list'])
      ? (await listInbox(actor, 'open', timezone)).rows
          // what a colleague works on waits for them
          .filter(r => r.assignedTo === null || r.assignedTo === actor.account)
          .slice(0, rows)
          .map(r => ({
            code: r.code,
            dueOn: r.dueOn,
            state: r.urgent ? ('late' as const) : r.state,
            news: r.news
          }))
      : [],
    /** Somebody is to be asked again what became of it. */
    followed: may(actor, reportVerbs['report.list-followed'])
      ? (await listFollowed(actor, { which: 'silent' }, timezone)).rows.slice(0, rows).map(r => ({
          code: r.code,
          body: r.body,
          status: r.status,
          remindOn: r.remindOn
        }))
      : [],
    leaving: may(actor, reportVerbs['report.list-leaving'])
      ? (await listLeaving(actor, timezone)).rows.length
      : 0,
    ending: may(actor, caseVerbs['case.list-ending']) ? (await listEnding(actor)).rows.length : 0,
    cases: may(actor, caseVerbs['case.list'])
      ? (await listCases(actor)).cases.filter(c => c.next).slice(0, rows)
      : [],
    tasks: may(actor, togetherVerbs['task.list-mine']) ? await listMyTasks(actor, rows) : null,
    /** Nobody leads them any more. */
    leaderless: may(actor, togetherVerbs['team.list-leaderless']) ? await listLeaderless(actor, rows) : [],
    conferences: may(actor, togetherVerbs['conference.list-mine'])
      ? await listMyConferences(actor, rows)
      : [],
    matches: may(actor, caseVerbs['match.list']) ? await countUnanswered(actor) : 0,
    /** An answer is waited for, or the person is to be asked how it helped. */
    referrals: (referrals?.referrals ?? [])
      .filter(r => r.deadline || (r.caseCode && r.status === 'delivered'))
      .slice(0, rows),
    /** To be sent, for the first time or to the next provider. */
    drafts: (referrals?.drafts ?? []).slice(0, rows),
    alerts: may(actor, alertVerbs['alert.list']) ? await alertsForMe(actor, rows) : [],
    callBacks: may(actor, lineVerbs['call.list']) ? (await listCalls(actor)).callBacks.length : 0,
    planTasks: may(actor, planVerbs['plan.read']) ? await planTasksFor(actor, rows, timezone) : [],
    annualReport: may(actor, publicationVerbs['annual-report.approve'])
      ? await findReportToApprove(actor)
      : null
  }
}
