// Every state × every step, decided. A step that is added to facts.ts and forgotten here does not compile.
// The answer is 'allowed' or the code of the refusal; what a step itself must hold to is in steps.ts.
import type { PersonId } from '#kernel/id.ts'
import type { CaseReferral, CaseStatus } from './case.ts'
import type { CaseStep, IdentificationStatus, PersonRole, PlainCaseFact } from './facts.ts'

export type PersonStep = Exclude<Extract<PlainCaseFact, { person: PersonId }>['kind'], 'person-recorded'>
export type WholeStep = Exclude<CaseStep, PersonStep>
export const decisions = [
  'allowed',
  'case.not-now',
  'case.closed',
  'case.not-a-victims-step',
  'case.grown-up'
] as const
export type Decision = (typeof decisions)[number]

const never = 'case.not-now'

/** Steps of the case as a whole. */
export const caseTable = {
  opened: {
    'case-opened': never,
    'case-assigned': 'allowed',
    'work-handed-over': 'allowed',
    'person-recorded': 'allowed',
    'conference-held': 'allowed',
    'follow-up-begun': never,
    'case-closed': 'allowed',
    'case-reopened': never,
    'case-kept-longer': never,
    'record-exported': 'allowed',
    correction: 'allowed'
  },
  active: {
    'case-opened': never,
    'case-assigned': 'allowed',
    'work-handed-over': 'allowed',
    'person-recorded': 'allowed',
    'conference-held': 'allowed',
    'follow-up-begun': 'allowed',
    'case-closed': 'allowed',
    'case-reopened': never,
    'case-kept-longer': never,
    'record-exported': 'allowed',
    correction: 'allowed'
  },
  'follow-up': {
    'case-opened': never,
    'case-assigned': 'allowed',
    'work-handed-over': 'allowed',
    'person-recorded': 'allowed',
    'conference-held': 'allowed',
    'follow-up-begun': never,
    'case-closed': 'allowed',
    'case-reopened': never,
    'case-kept-longer': never,
    'record-exported': 'allowed',
    correction: 'allowed'
  },
  closed: {
    'case-opened': never,
    'case-assigned': 'case.closed',
    'work-handed-over': 'case.closed',
    'person-recorded': 'case.closed',
    'conference-held': 'case.closed',
    'follow-up-begun': 'case.closed',
    'case-closed': 'case.closed',
    'case-reopened': 'allowed',
    'case-kept-longer': 'allowed',
    'record-exported': 'allowed',
    correction: 'allowed'
  }
} as const satisfies Record<CaseStatus, Record<WholeStep, Decision>>

// Two things never wait: help, and taking back a consent. Whoever is in the case has these.
const forAnybody = {
  'assistance-given': 'allowed',
  'consent-recorded': 'allowed',
  'consent-withdrawn': 'allowed',
  'disclosure-asked': 'allowed',
  'disclosure-agreed': 'allowed',
  'disclosure-refused': 'allowed',
  'referral-sent': 'allowed',
  'referral-accepted': 'allowed',
  'referral-declined': 'allowed',
  'referral-delivered': 'allowed',
  'referral-revoked': 'allowed',
  'referral-expired': 'allowed',
  'follow-up-visited': 'allowed',
  'age-determined': 'allowed',
  'protection-needs-recorded': 'allowed',
  'protection-asked': 'allowed',
  'protection-answered': 'allowed',
  'copy-given': 'allowed',
  'correction-asked': 'allowed',
  'correction-answered': 'allowed',
  'erasure-asked': 'allowed',
  'erasure-answered': 'allowed'
} as const satisfies Partial<Record<PersonStep, Decision>>

const ofAVictim = [
  'needs-assessed',
  'risk-assessed',
  'safety-plan-made',
  'safety-plan-reviewed',
  'status-determined',
  'guardian-appointed',
  'guardian-ended',
  'best-interest-assessed',
  'best-interest-determined',
  'assistance-planned',
  'assistance-replanned',
  'money-spent',
  'plan-reviewed',
  'assistance-ended',
  'proceedings-begun',
  'proceedings-ended',
  'compensation-paid',
  'legal-deadline-set',
  'legal-deadline-met',
  'return-risk-assessed',
  'returned',
  'reintegration-reached'
] as const satisfies readonly PersonStep[]

const all = <D extends Decision>(decision: D) =>
  Object.fromEntries(ofAVictim.map(step => [step, decision])) as Record<(typeof ofAVictim)[number], D>

const presumed = {
  ...forAnybody,
  ...all('allowed'),
  'reflection-period-granted': 'allowed',
  'reflection-period-ended': 'allowed'
} as const

/** All help is in every row: a status opens rights, it never closes a door to a bed or a doctor. */
export const statusTable = {
  presumed,
  'formally-identified': presumed,
  undetermined: presumed,
  'not-a-victim': {
    ...presumed,
    'reflection-period-granted': never,
    'reflection-period-ended': never
  }
} as const satisfies Record<IdentificationStatus, Record<PersonStep, Decision>>

/** Somebody beside the victim is helped, asked and protected like anyone, but has no status. Who turns out to be a victim is corrected to one. */
const beside = {
  ...forAnybody,
  ...all('case.not-a-victims-step'),
  'reflection-period-granted': 'case.not-a-victims-step',
  'reflection-period-ended': 'case.not-a-victims-step'
} as const

export const roleTable = {
  'presumed-victim': 'by-status',
  'family-member': beside,
  witness: beside,
  suspect: beside
} as const satisfies Record<PersonRole, 'by-status' | Record<PersonStep, Decision>>

const closedForAnybody = Object.fromEntries(
  Object.keys(presumed).map(step => [step, 'case.closed'])
) as Record<PersonStep, 'case.closed'>

/** A closed case still lets a person take back consent, be visited, be paid what a court awarded, and ask about their record. */
export const closedTable: Record<PersonStep, Decision> = {
  ...closedForAnybody,
  'consent-withdrawn': 'allowed',
  'follow-up-visited': 'allowed',
  'compensation-paid': 'allowed',
  'copy-given': 'allowed',
  'correction-asked': 'allowed',
  'correction-answered': 'allowed',
  'erasure-asked': 'allowed',
  'erasure-answered': 'allowed'
}

/** Only for somebody who is, or may be, a child. */
export const childSteps = [
  'guardian-appointed',
  'guardian-ended',
  'best-interest-assessed',
  'best-interest-determined'
] as const satisfies readonly PersonStep[]

type StepOfReferral = Exclude<Extract<PersonStep, `referral-${string}`>, 'referral-sent'>
const over = {
  'referral-accepted': 'case.referral-not-now',
  'referral-declined': 'case.referral-not-now',
  'referral-delivered': 'case.referral-not-now',
  'referral-revoked': 'case.referral-not-now',
  'referral-expired': 'case.referral-not-now'
} as const

export const referralTable = {
  sent: {
    'referral-accepted': 'allowed',
    'referral-declined': 'allowed',
    'referral-delivered': 'case.referral-not-now',
    'referral-revoked': 'allowed',
    'referral-expired': 'allowed'
  },
  accepted: { ...over, 'referral-delivered': 'allowed', 'referral-revoked': 'allowed' },
  declined: over,
  delivered: over,
  revoked: over,
  expired: over
} as const satisfies Record<
  CaseReferral['status'],
  Record<StepOfReferral, 'allowed' | 'case.referral-not-now'>
>
