// What a case is: the fold of its facts. Nothing here is stored; it can be computed again at any time.
import type { AccountId, ConsentId, FactId, OrganisationId, PersonId, ReferralId } from '#kernel/id.ts'
import type { DecidingBody, HtcdsCaseStatus, TraffickingStatus } from '#kernel/htcds.ts'
import type { Day, KindOfHelp, Urgency } from '#services/index.ts'
import type { Basis, Consent } from './consent.ts'
import { effectiveFacts } from './facts.ts'
import type {
  Answer,
  CaseClosingReason,
  CaseFact,
  IdentificationStatus,
  PersonRole,
  PlainCaseFact,
  Placement,
  RiskLevel
} from './facts.ts'

export const caseStatusesOfOurs = ['opened', 'active', 'follow-up', 'closed'] as const
/** opened: nobody is recorded yet. */
export type CaseStatus = (typeof caseStatusesOfOurs)[number]

export type CaseReferral = {
  readonly id: ReferralId
  readonly person: PersonId
  readonly service: KindOfHelp
  readonly urgency: Urgency
  readonly to: OrganisationId
  readonly basis: Basis
  readonly sentOn: Day
  readonly status: 'sent' | 'accepted' | 'declined' | 'delivered' | 'revoked' | 'expired'
}

export type PlannedHelp = {
  readonly id: FactId
  readonly service: KindOfHelp
  readonly owner: OrganisationId
  readonly until: Day
  readonly givenOn?: Day
  readonly endedOn?: Day
}

type Proceedings = { readonly track: string; readonly begunOn: Day; readonly endedOn?: Day }

export type PersonInCase = {
  readonly id: PersonId
  readonly role: PersonRole
  readonly under18: Answer
  readonly recordedOn: Day
  /** Means something for presumed victims only; others in the case keep the value they were recorded with. */
  readonly status: IdentificationStatus
  readonly statusOn: Day
  readonly decidedBy?: DecidingBody
  readonly risk?: { readonly level: RiskLevel; readonly placement: Placement; readonly on: Day }
  readonly reflection?: { readonly days: number; readonly from: Day; readonly until: Day }
  readonly guardianOn?: Day
  readonly bestInterestAssessedOn?: Day
  readonly bestInterest?: { readonly on: Day; readonly reviewOn: Day }
  readonly helpGivenOn?: Day
  readonly plan: readonly PlannedHelp[]
  readonly proceedings: readonly Proceedings[]
  readonly returnRiskOn?: Day
  readonly reintegratedOn?: Day
  readonly lastVisitOn?: Day
}

export type Case = {
  readonly status: CaseStatus
  readonly openedOn: Day
  readonly assignedTo?: AccountId
  readonly closedOn?: Day
  readonly closingReason?: CaseClosingReason
  readonly followUpFrom?: Day
  readonly persons: readonly PersonInCase[]
  readonly consents: readonly Consent[]
  readonly referrals: readonly CaseReferral[]
}

export const isReferralPending = (referral: CaseReferral): boolean =>
  referral.status === 'sent' || referral.status === 'accepted'

export const findPerson = (one: Case, person: PersonId): PersonInCase | undefined =>
  one.persons.find(other => other.id === person)

/** The presumption of minority: who may be a child is treated as one. */
export const isTreatedAsChild = (person: PersonInCase): boolean => person.under18 !== 'no'

export const presumedVictims = (one: Case): readonly PersonInCase[] =>
  one.persons.filter(person => person.role === 'presumed-victim')

export const consentsOf = (one: Case, person: PersonId): readonly Consent[] =>
  one.consents.filter(consent => consent.person === person)

/** Undefined when the facts do not begin with an opening: then there is no case. */
export const foldCase = (facts: readonly CaseFact[]): Case | undefined => {
  const [first, ...rest] = effectiveFacts(facts)
  if (first?.kind !== 'case-opened') return undefined
  const start: Case = { status: 'opened', openedOn: first.on, persons: [], consents: [], referrals: [] }
  return rest.reduce(applyCaseFact, start)
}

const withPerson = (
  one: Case,
  id: PersonId,
  change: (person: PersonInCase) => Partial<PersonInCase>
): Case => ({
  ...one,
  persons: one.persons.map(person => (person.id === id ? { ...person, ...change(person) } : person))
})

const withReferral = (one: Case, id: ReferralId, status: CaseReferral['status']): Case => ({
  ...one,
  referrals: one.referrals.map(referral => (referral.id === id ? { ...referral, status } : referral))
})

const withPlanned = (person: PersonInCase, id: FactId | undefined, change: Partial<PlannedHelp>) =>
  person.plan.map(line => (line.id === id ? { ...line, ...change } : line))

/** One more fact. Total: a fact about somebody unknown changes nothing. */
export const applyCaseFact = (one: Case, fact: PlainCaseFact): Case => {
  const { on } = fact
  switch (fact.kind) {
    case 'case-opened':
      return one
    case 'case-assigned':
      return { ...one, assignedTo: fact.to }
    case 'person-recorded': {
      if (findPerson(one, fact.person)) return one
      const person: PersonInCase = {
        id: fact.person,
        role: fact.role,
        under18: fact.under18,
        recordedOn: on,
        status: 'presumed',
        statusOn: on,
        plan: [],
        proceedings: []
      }
      return {
        ...one,
        status: one.status === 'opened' ? 'active' : one.status,
        persons: [...one.persons, person]
      }
    }
    case 'consent-recorded': {
      const { kind: _kind, at: _at, by: _by, on: givenOn, consent: id, ...rest } = fact
      return { ...one, consents: [...one.consents, { ...rest, id, givenOn }] }
    }
    case 'consent-withdrawn':
      return withConsentWithdrawn(one, fact.consent, on)
    case 'risk-assessed':
      return withPerson(one, fact.person, () => ({
        risk: { level: fact.level, placement: fact.placement, on }
      }))
    case 'status-determined':
      return withPerson(one, fact.person, () => ({ status: fact.status, statusOn: on, decidedBy: fact.body }))
    case 'reflection-period-granted':
      return withPerson(one, fact.person, () => ({
        reflection: { days: fact.days, from: on, until: fact.until }
      }))
    case 'guardian-appointed':
      return withPerson(one, fact.person, () => ({ guardianOn: on }))
    case 'best-interest-assessed':
      return withPerson(one, fact.person, () => ({ bestInterestAssessedOn: on }))
    case 'best-interest-determined':
      return withPerson(one, fact.person, () => ({ bestInterest: { on, reviewOn: fact.reviewOn } }))
    case 'referral-sent': {
      const { referral: id, person, service, urgency, to, basis } = fact
      const sent: CaseReferral = { id, person, service, urgency, to, basis, sentOn: on, status: 'sent' }
      return { ...one, referrals: [...one.referrals, sent] }
    }
    case 'referral-accepted':
      return withReferral(one, fact.referral, 'accepted')
    case 'referral-declined':
      return withReferral(one, fact.referral, 'declined')
    case 'referral-delivered':
      return withReferral(one, fact.referral, 'delivered')
    case 'referral-revoked':
      return withReferral(one, fact.referral, 'revoked')
    case 'referral-expired':
      return withReferral(one, fact.referral, 'expired')
    case 'assistance-planned': {
      const { id, service, owner, until } = fact
      return withPerson(one, fact.person, person => ({
        plan: [...person.plan, { id, service, owner, until }]
      }))
    }
    case 'assistance-given':
      return withPerson(one, fact.person, person => ({
        helpGivenOn: person.helpGivenOn ?? on,
        plan: withPlanned(person, fact.planned, { givenOn: on })
      }))
    case 'assistance-ended':
      return withPerson(one, fact.person, person => ({
        plan: withPlanned(person, fact.planned, { endedOn: on })
      }))
    case 'proceedings-begun':
      return withPerson(one, fact.person, person => ({
        proceedings: [...person.proceedings, { track: fact.track, begunOn: on }]
      }))
    case 'proceedings-ended':
      return withPerson(one, fact.person, person => ({
        proceedings: person.proceedings.map(each =>
          each.track === fact.track && !each.endedOn ? { ...each, endedOn: on } : each
        )
      }))
    case 'return-risk-assessed':
      return withPerson(one, fact.person, () => ({ returnRiskOn: on }))
    case 'reintegration-reached':
      return withPerson(one, fact.person, () => ({ reintegratedOn: on }))
    case 'follow-up-visited':
      return withPerson(one, fact.person, () => ({ lastVisitOn: on }))
    case 'follow-up-begun':
      return { ...one, status: 'follow-up', followUpFrom: on }
    case 'case-closed':
      return { ...one, status: 'closed', closedOn: on, closingReason: fact.reason }
    case 'case-reopened': {
      const { closedOn: _on, closingReason: _reason, followUpFrom: _from, ...rest } = one
      return { ...rest, status: one.persons.length > 0 ? 'active' : 'opened' }
    }
  }
}

const withConsentWithdrawn = (one: Case, id: ConsentId, on: Day): Case => ({
  ...one,
  consents: one.consents.map(consent =>
    consent.id === id && !consent.withdrawnOn ? { ...consent, withdrawnOn: on } : consent
  )
})

/** HTCDS knows four statuses and no intake. */
export const htcdsCaseStatus = (one: Case): HtcdsCaseStatus =>
  one.status === 'closed'
    ? one.closingReason === 'handed-over' || one.closingReason === 'not-a-victim-handed-on'
      ? 'ClosedReferred'
      : 'Closed'
    : one.status === 'follow-up'
      ? 'FollowUp'
      : 'Active'

/** "Could not be determined" has no value there; such a person still shows signs that were not verified: possible victim. */
export const htcdsTraffickingStatus = {
  presumed: 'PossibleVictimOfTrafficking',
  'formally-identified': 'ActualVictimOfTrafficking',
  'not-a-victim': 'NotAVictimOfTrafficking',
  undetermined: 'PossibleVictimOfTrafficking'
} as const satisfies Record<IdentificationStatus, TraffickingStatus>
