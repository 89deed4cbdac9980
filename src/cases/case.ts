// What a case is: the fold of its facts. Nothing here is stored; it can be computed again at any time.
import type { AccountId, ConsentId, FactId, OrganisationId, PersonId, ReferralId } from '#kernel/id.ts'
import type { HtcdsCaseStatus, TraffickingStatus } from '#kernel/htcds.ts'
import type { Day, KindOfHelp, Urgency } from '#services/index.ts'
import { applyPersonFact, nothingYet } from './person-in-case.ts'
import type { PersonInCase } from './person-in-case.ts'
import type { Basis, Consent, ReasonWithoutConsent } from './consent.ts'
import { effectiveFacts } from './facts.ts'
import type { CaseClosingReason, CaseFact, CaseOrigin, IdentificationStatus, PlainCaseFact } from './facts.ts'

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

/** Asked of a colleague before a body is told without consent. Used once: by the referral it was given for. */
export type Disclosure = {
  readonly id: FactId
  readonly person: PersonId
  readonly to: OrganisationId
  readonly service: KindOfHelp
  readonly reason: ReasonWithoutConsent
  readonly askedBy: AccountId
  readonly secondPerson: AccountId
  readonly askedOn: Day
  readonly status: 'asked' | 'agreed' | 'refused' | 'used'
}

export type Case = {
  readonly status: CaseStatus
  readonly origin: CaseOrigin
  readonly openedOn: Day
  readonly assignedTo?: AccountId
  readonly closedOn?: Day
  readonly closingReason?: CaseClosingReason
  readonly followUpFrom?: Day
  /** Somebody said why it must stay, and until when. */
  readonly keptUntil?: Day
  readonly persons: readonly PersonInCase[]
  readonly consents: readonly Consent[]
  readonly referrals: readonly CaseReferral[]
  readonly disclosures: readonly Disclosure[]
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
  const start: Case = {
    status: 'opened',
    origin: first.origin,
    openedOn: first.on,
    persons: [],
    consents: [],
    referrals: [],
    disclosures: []
  }
  return rest.reduce(applyCaseFact, start)
}

const withReferral = (one: Case, id: ReferralId, status: CaseReferral['status']): Case => ({
  ...one,
  referrals: one.referrals.map(referral => (referral.id === id ? { ...referral, status } : referral))
})

/** One more fact. Total: a fact about somebody unknown changes nothing. */
export const applyCaseFact = (one: Case, fact: PlainCaseFact): Case => {
  const { on } = fact
  switch (fact.kind) {
    case 'case-opened':
      return one
    case 'case-assigned':
      return { ...one, assignedTo: fact.to }
    case 'work-handed-over':
      return one.assignedTo === fact.from ? { ...one, assignedTo: fact.to } : one
    case 'person-recorded': {
      if (findPerson(one, fact.person)) return one
      const person: PersonInCase = {
        id: fact.person,
        role: fact.role,
        under18: fact.under18,
        recordedOn: on,
        ...nothingYet(on)
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
    case 'disclosure-asked': {
      const { id, person, to, service, reason, secondPerson, by: askedBy } = fact
      const asked = { id, person, to, service, reason, secondPerson, askedBy, askedOn: on, status: 'asked' }
      return { ...one, disclosures: [...one.disclosures, asked as Disclosure] }
    }
    case 'disclosure-agreed':
      return withDisclosure(one, fact.asked, 'agreed')
    case 'disclosure-refused':
      return withDisclosure(one, fact.asked, 'refused')
    case 'referral-sent': {
      const { referral: id, person, service, urgency, to, basis } = fact
      const sent: CaseReferral = { id, person, service, urgency, to, basis, sentOn: on, status: 'sent' }
      const after = { ...one, referrals: [...one.referrals, sent] }
      return basis.kind === 'without-consent' ? withDisclosure(after, basis.agreement, 'used') : after
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
    // who met is told in the timeline and changes nothing of what the case is
    case 'conference-held':
      return one
    case 'follow-up-begun':
      return { ...one, status: 'follow-up', followUpFrom: on }
    case 'case-closed':
      return { ...one, status: 'closed', closedOn: on, closingReason: fact.reason }
    case 'record-exported':
      return one
    case 'case-kept-longer':
      return { ...one, keptUntil: fact.until }
    case 'case-reopened': {
      const { closedOn: _on, closingReason: _reason, followUpFrom: _from, keptUntil: _until, ...rest } = one
      return { ...rest, status: one.persons.length > 0 ? 'active' : 'opened' }
    }
    default:
      return {
        ...one,
        persons: one.persons.map(person =>
          person.id === fact.person ? { ...person, ...applyPersonFact(person, fact) } : person
        )
      }
  }
}

const withDisclosure = (one: Case, id: FactId, status: Disclosure['status']): Case => ({
  ...one,
  disclosures: one.disclosures.map(asked => (asked.id === id ? { ...asked, status } : asked))
})

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
export type { PersonInCase, PlannedHelp } from './person-in-case.ts'
