// What this case waits for, nearest first. A closed case waits for nothing but an answer to whoever asks about their record.
import type { PersonId, ReferralId } from '#kernel/id.ts'
import { addDays, addMonths, deadlineState, referralDeadline } from '#services/index.ts'
import type { Day, DeadlineState } from '#services/index.ts'
import { isTreatedAsChild, presumedVictims } from './case.ts'
import type { Case, PersonInCase } from './case.ts'
import { needsWithoutPlan } from './person-in-case.ts'
import { caseSettings } from './settings.ts'
import type { CaseSettings } from './settings.ts'
import { referralsWithoutGround } from './steps.ts'

export const dueKinds = [
  'record-person',
  'assess-risk',
  'make-safety-plan',
  'review-safety-plan',
  'assess-needs',
  'plan-assistance',
  'review-plan',
  'meet-legal-deadline',
  'visit-follow-up',
  'answer-disclosure',
  'appoint-guardian',
  'assess-best-interest',
  'review-best-interest',
  'determine-status',
  'give-planned-help',
  'answer-referral',
  'revoke-referral',
  'answer-correction',
  'answer-erasure'
] as const
export type DueKind = (typeof dueKinds)[number]

export type Due = {
  readonly kind: DueKind
  readonly day: Day
  readonly state: DeadlineState
  readonly person?: PersonId
  readonly referral?: ReferralId
}

/** A plan with open lines is looked at again: on the day agreed, else after the usual time. */
const reviewOfPlan = (person: PersonInCase, settings: CaseSettings): readonly Day[] => {
  const [first] = person.plan.filter(line => !line.endedOn)
  return first ? [person.planReviewOn ?? addDays(first.plannedOn, settings.planReviewDays)] : []
}

/** The first of the follow-up months that no visit has answered. A visit may come up to a month early. */
const nextVisit = (one: Case, person: PersonInCase, settings: CaseSettings): readonly Day[] => {
  const from = one.followUpFrom
  if (!from) return []
  const days = settings.followUpMonths.map(months => addMonths(from, months))
  const answered = (day: Day, index: number) => {
    const next = days[index + 1]
    return person.visits.some(visit => visit >= addDays(day, -30) && (!next || visit < addDays(next, -30)))
  }
  return days.filter((day, index) => !answered(day, index)).slice(0, 1)
}

export const dueOn = (one: Case, today: Day, settings: CaseSettings = caseSettings): readonly Due[] => {
  const due = (kind: DueKind, day: Day, about: Pick<Due, 'person' | 'referral'> = {}): Due => ({
    kind,
    day,
    state: deadlineState(day, today, settings.dueDays),
    ...about
  })
  const ofPerson = (person: PersonInCase): readonly Due[] => {
    const about = { person: person.id }
    // who is found to be no victim keeps what was promised; the mechanism asks for nothing new
    const victim = person.status !== 'not-a-victim'
    const child = victim && isTreatedAsChild(person)
    const childDay = addDays(person.recordedOn, settings.childProtectionDays)
    return [
      ...(person.risk || !victim
        ? []
        : [due('assess-risk', addDays(person.recordedOn, settings.riskAssessmentDays), about)]),
      ...(child && !person.guardian ? [due('appoint-guardian', childDay, about)] : []),
      ...(child && !person.bestInterestAssessedOn ? [due('assess-best-interest', childDay, about)] : []),
      ...(child && person.bestInterest
        ? [due('review-best-interest', person.bestInterest.reviewOn, about)]
        : []),
      // Until the reflection period ends nobody is pressed for a decision.
      ...(person.status === 'presumed' && person.reflection
        ? [due('determine-status', person.reflection.endedOn ?? person.reflection.until, about)]
        : []),
      ...(person.needs || !victim
        ? victim && needsWithoutPlan(person).length > 0
          ? [due('plan-assistance', addDays(person.needs!.on, settings.planDays), about)]
          : []
        : [due('assess-needs', addDays(person.recordedOn, settings.needsAssessmentDays), about)]),
      ...(person.safetyPlan
        ? [due('review-safety-plan', person.safetyPlan.reviewOn, about)]
        : victim && person.risk?.level === 'high'
          ? [due('make-safety-plan', addDays(person.risk.on, settings.safetyPlanDays), about)]
          : []),
      ...reviewOfPlan(person, settings).map(day => due('review-plan', day, about)),
      ...person.deadlines
        .filter(each => !each.metOn)
        .map(each => due('meet-legal-deadline', each.until, about)),
      ...nextVisit(one, person, settings).map(day => due('visit-follow-up', day, about)),
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
  // Whoever asks about their record is answered, also when the case is long closed.
  const ofRights = one.persons.flatMap(person =>
    person.requests
      .filter(each => !each.answeredOn)
      .map(each =>
        due(
          each.is === 'correction' ? 'answer-correction' : 'answer-erasure',
          addDays(each.askedOn, settings.rightsDays),
          { person: person.id }
        )
      )
  )
  if (one.status === 'closed') return ofRights.toSorted((a, b) => a.day.localeCompare(b.day))
  return [
    ...ofRights,
    ...(one.persons.length === 0
      ? [due('record-person', addDays(one.openedOn, settings.riskAssessmentDays))]
      : []),
    ...presumedVictims(one).flatMap(ofPerson),
    ...ofReferrals,
    ...one.disclosures
      .filter(asked => asked.status === 'asked')
      .map(asked => due('answer-disclosure', asked.askedOn, { person: asked.person }))
  ].toSorted((a, b) => a.day.localeCompare(b.day))
}

export const overdue = (one: Case, today: Day, settings: CaseSettings = caseSettings): readonly Due[] =>
  dueOn(one, today, settings).filter(due => due.state === 'late')
