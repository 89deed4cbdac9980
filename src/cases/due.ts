// What this case waits for, nearest first. A closed case waits for nothing.
import type { PersonId, ReferralId } from '#kernel/id.ts'
import { addDays, deadlineState, referralDeadline } from '#services/index.ts'
import type { Day, DeadlineState } from '#services/index.ts'
import { isTreatedAsChild, presumedVictims } from './case.ts'
import type { Case, PersonInCase } from './case.ts'
import { caseSettings } from './settings.ts'
import type { CaseSettings } from './settings.ts'
import { referralsWithoutGround } from './steps.ts'

export const dueKinds = [
  'record-person',
  'assess-risk',
  'appoint-guardian',
  'assess-best-interest',
  'review-best-interest',
  'determine-status',
  'give-planned-help',
  'answer-referral',
  'revoke-referral'
] as const
export type DueKind = (typeof dueKinds)[number]

export type Due = {
  readonly kind: DueKind
  readonly day: Day
  readonly state: DeadlineState
  readonly person?: PersonId
  readonly referral?: ReferralId
}

export const dueOn = (one: Case, today: Day, settings: CaseSettings = caseSettings): readonly Due[] => {
  if (one.status === 'closed') return []
  const due = (kind: DueKind, day: Day, about: Pick<Due, 'person' | 'referral'> = {}): Due => ({
    kind,
    day,
    state: deadlineState(day, today, settings.dueDays),
    ...about
  })
  const ofPerson = (person: PersonInCase): readonly Due[] => {
    const about = { person: person.id }
    const child = isTreatedAsChild(person)
    const childDay = addDays(person.recordedOn, settings.childProtectionDays)
    return [
      ...(person.risk
        ? []
        : [due('assess-risk', addDays(person.recordedOn, settings.riskAssessmentDays), about)]),
      ...(child && !person.guardianOn ? [due('appoint-guardian', childDay, about)] : []),
      ...(child && !person.bestInterestAssessedOn ? [due('assess-best-interest', childDay, about)] : []),
      ...(child && person.bestInterest
        ? [due('review-best-interest', person.bestInterest.reviewOn, about)]
        : []),
      // Until the reflection period ends nobody is pressed for a decision.
      ...(person.status === 'presumed' && person.reflection
        ? [due('determine-status', person.reflection.until, about)]
        : []),
      ...person.plan
        .filter(line => !line.givenOn && !line.endedOn)
        .map(line => due('give-planned-help', line.until, about))
    ]
  }
  const withoutGround = referralsWithoutGround(one, today)
  const ofReferrals = one.referrals.flatMap((referral): readonly Due[] => {
    const about = { person: referral.person, referral: referral.id }
    if (withoutGround.includes(referral)) return [{ ...due('revoke-referral', today, about), state: 'late' }]
    if (referral.status !== 'sent') return []
    const answer = referralDeadline({ ...referral, status: 'sent' }, today, settings.referrals)
    return answer ? [{ ...due('answer-referral', answer.day, about), state: answer.state }] : []
  })
  return [
    ...(one.persons.length === 0
      ? [due('record-person', addDays(one.openedOn, settings.riskAssessmentDays))]
      : []),
    ...presumedVictims(one).flatMap(ofPerson),
    ...ofReferrals
  ].toSorted((a, b) => a.day.localeCompare(b.day))
}

export const overdue = (one: Case, today: Day, settings: CaseSettings = caseSettings): readonly Due[] =>
  dueOn(one, today, settings).filter(due => due.state === 'late')
