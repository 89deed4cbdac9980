// The rail: where each role can go. A place nobody may enter is not shown, and its address answers like one that is not there.
import { accessVerbs } from '#access/permissions.ts'
import { togetherVerbs } from '#cases/together/verbs.ts'
import { caseVerbs } from '#cases/verbs.ts'
import { identityVerbs } from '#identity/verbs.ts'
import { lineVerbs } from '#line/verbs.ts'
import { planVerbs } from '#plan/verbs.ts'
import { publicationVerbs } from '#publication/verbs.ts'
import { reportVerbs } from '#reports/verbs.ts'
import { hotspotVerbs } from '#risk/hotspots/verbs.ts'
import { alertVerbs } from '#risk/alerts/verbs.ts'
import { fieldVerbs } from '#risk/field/verbs.ts'
import { directoryVerbs, programmeVerbs, referralVerbs } from '#services/verbs.ts'
import type { IconName } from '#ui/icons.ts'
import type { Permission } from '#access/verbs.ts'

type Place = {
  path: string
  icon: IconName
  word: string
  group: 'daily' | 'strategy'
  permission: Permission
}

export const places: readonly Place[] = [
  { path: '/desk', icon: 'home', word: 'desk.today', group: 'daily', permission: accessVerbs['desk.see'] },
  {
    path: '/desk/inbox',
    icon: 'inbox',
    word: 'desk.inbox',
    group: 'daily',
    permission: reportVerbs['report.list']
  },
  {
    path: '/desk/calls',
    icon: 'phone',
    word: 'desk.calls',
    group: 'daily',
    permission: lineVerbs['duty.read']
  },
  {
    path: '/desk/cases',
    icon: 'folder',
    word: 'desk.cases',
    group: 'daily',
    permission: caseVerbs['case.list']
  },
  {
    path: '/desk/referrals',
    icon: 'swap',
    word: 'desk.referrals',
    group: 'daily',
    permission: referralVerbs['referral.list']
  },
  {
    path: '/desk/risk',
    icon: 'bell',
    word: 'alerts.place',
    group: 'daily',
    permission: alertVerbs['risk.see-counts']
  },
  {
    path: '/desk/services',
    icon: 'book',
    word: 'desk.services',
    group: 'daily',
    permission: directoryVerbs['directory.read']
  },
  {
    path: '/desk/programmes',
    icon: 'calendar',
    word: 'desk.programmes',
    group: 'daily',
    permission: programmeVerbs['programme.list']
  },
  {
    path: '/desk/refer',
    icon: 'pen',
    word: 'desk.refer',
    group: 'daily',
    permission: reportVerbs['report.refer']
  },
  {
    path: '/desk/plan',
    icon: 'flag',
    word: 'desk.plan',
    group: 'strategy',
    permission: planVerbs['plan.read']
  },
  {
    path: '/field',
    icon: 'place',
    word: 'submission.field',
    group: 'strategy',
    permission: fieldVerbs['field.set-up-phone']
  },
  {
    path: '/desk/report',
    icon: 'document',
    word: 'desk.report',
    group: 'strategy',
    permission: publicationVerbs['annual-report.read']
  },
  {
    path: '/desk/cases/load',
    icon: 'chart',
    word: 'load.title',
    group: 'strategy',
    permission: togetherVerbs['work.see-load']
  },
  {
    path: '/desk/risk/boundaries',
    icon: 'globe',
    word: 'boundaries.place',
    group: 'strategy',
    permission: hotspotVerbs['boundary.bring-in']
  },
  {
    path: '/desk/people',
    icon: 'people',
    word: 'desk.people',
    group: 'strategy',
    permission: identityVerbs['people.list']
  },
  {
    path: '/desk/settings',
    icon: 'clock',
    word: 'period.place',
    group: 'strategy',
    permission: reportVerbs['period.list']
  },
  {
    path: '/desk/audit',
    icon: 'eye',
    word: 'desk.audit',
    group: 'strategy',
    permission: accessVerbs['audit.read']
  }
]
