// The facts a case is made of. They are added, never changed: a correction stands beside what it corrects.
// All of them are codes, days and ids. What people said is sealed elsewhere; a free-text field here would end up in clear.
import { z } from 'zod'
import { decidingBodies } from '#kernel/htcds.ts'
import { idSchema } from '#kernel/id.ts'
import type { AccountId, ConsentId, FactId, OrganisationId, PersonId, ReferralId } from '#kernel/id.ts'
import { Day, Instant, kindsOfHelp, urgencies } from '#services/index.ts'
import { Basis, Consent } from './consent.ts'

export const caseOrigins = ['report', 'professional', 'telephone', 'self', 'field-team', 'transfer'] as const
export const personRoles = ['presumed-victim', 'family-member', 'witness', 'suspect'] as const
/** Not known is not no: while age is uncertain a person is treated as a child. */
export const answers = ['yes', 'no', 'not-known'] as const
export const riskLevels = ['low', 'medium', 'high'] as const
/** High risk: the state's facility (leaving it needs prosecutor and police). Lower: licensed shelters of organisations. */
export const placements = [
  'own-home',
  'family-or-friends',
  'safe-house',
  'state-safe-facility',
  'child-care',
  'hospital',
  'other'
] as const
export const identificationStatuses = [
  'presumed',
  'formally-identified',
  'not-a-victim',
  'undetermined'
] as const
export const statusReasons = [
  'signs-confirmed',
  'statement-and-evidence',
  'court-finding',
  'signs-not-confirmed',
  'other-offence',
  'person-out-of-reach',
  'not-enough-known',
  'new-information'
] as const
export const bestInterestDecisions = [
  'stay-with-family',
  'other-family',
  'safe-house',
  'foster-family',
  'return',
  'family-reunification'
] as const
export const guardianKinds = ['parent', 'relative', 'social-work-centre', 'appointed'] as const
export const assistanceResults = ['reached', 'partly-reached', 'not-reached', 'no-longer-wanted'] as const
export const proceedingsTracks = ['criminal', 'civil', 'compensation', 'protection-measures'] as const
export const proceedingsOutcomes = ['granted', 'partly-granted', 'refused', 'dropped', 'settled'] as const
export const caseClosingReasons = [
  'plan-fulfilled',
  'handed-over',
  'not-a-victim-handed-on',
  'returned-safely',
  'person-wishes',
  'contact-lost',
  'person-died',
  'opened-by-mistake'
] as const
export const caseReopeningReasons = [
  'person-came-back',
  'new-information',
  'new-danger',
  'closed-by-mistake'
] as const

const base = {
  id: idSchema<FactId>(),
  /** When it was written down. */
  at: Instant,
  /** The day it happened, which may be earlier. */
  on: Day,
  by: idSchema<AccountId>()
}
const ofPerson = { ...base, person: idSchema<PersonId>() }
const ofReferral = { ...ofPerson, referral: idSchema<ReferralId>() }
const consent = Consent.omit({ id: true, person: true, givenOn: true, withdrawnOn: true }).shape
const kind = <K extends string>(name: K) => ({ kind: z.literal(name) })
const days = z.int().min(1).max(3_650)

const plainFacts = [
  z.strictObject({ ...kind('case-opened'), ...base, origin: z.enum(caseOrigins) }),
  z.strictObject({ ...kind('case-assigned'), ...base, to: idSchema<AccountId>() }),
  z.strictObject({
    ...kind('person-recorded'),
    ...ofPerson,
    role: z.enum(personRoles),
    under18: z.enum(answers)
  }),
  z.strictObject({ ...kind('consent-recorded'), ...ofPerson, consent: idSchema<ConsentId>(), ...consent }),
  z.strictObject({ ...kind('consent-withdrawn'), ...ofPerson, consent: idSchema<ConsentId>() }),
  z.strictObject({
    ...kind('risk-assessed'),
    ...ofPerson,
    level: z.enum(riskLevels),
    placement: z.enum(placements)
  }),
  z.strictObject({
    ...kind('status-determined'),
    ...ofPerson,
    status: z.enum(identificationStatuses),
    body: z.enum(decidingBodies),
    /** The office, not the official: a name belongs in the sealed note. */
    office: idSchema<OrganisationId>().optional(),
    reason: z.enum(statusReasons)
  }),
  z.strictObject({ ...kind('reflection-period-granted'), ...ofPerson, days, until: Day }),
  z.strictObject({ ...kind('guardian-appointed'), ...ofPerson, guardian: z.enum(guardianKinds) }),
  z.strictObject({ ...kind('best-interest-assessed'), ...ofPerson, childHeard: z.boolean() }),
  z.strictObject({
    ...kind('best-interest-determined'),
    ...ofPerson,
    decision: z.enum(bestInterestDecisions),
    childHeard: z.boolean(),
    reviewOn: Day
  }),
  z.strictObject({
    ...kind('referral-sent'),
    ...ofReferral,
    service: z.enum(kindsOfHelp),
    urgency: z.enum(urgencies),
    to: idSchema<OrganisationId>(),
    basis: Basis
  }),
  z.strictObject({ ...kind('referral-accepted'), ...ofReferral }),
  z.strictObject({ ...kind('referral-declined'), ...ofReferral }),
  z.strictObject({ ...kind('referral-delivered'), ...ofReferral }),
  z.strictObject({ ...kind('referral-revoked'), ...ofReferral }),
  z.strictObject({ ...kind('referral-expired'), ...ofReferral }),
  z.strictObject({
    ...kind('assistance-planned'),
    ...ofPerson,
    service: z.enum(kindsOfHelp),
    owner: idSchema<OrganisationId>(),
    until: Day
  }),
  z.strictObject({
    ...kind('assistance-given'),
    ...ofPerson,
    service: z.enum(kindsOfHelp),
    emergency: z.boolean(),
    /** The line of the plan this fulfils. */
    planned: idSchema<FactId>().optional()
  }),
  z.strictObject({
    ...kind('assistance-ended'),
    ...ofPerson,
    planned: idSchema<FactId>(),
    result: z.enum(assistanceResults)
  }),
  z.strictObject({ ...kind('proceedings-begun'), ...ofPerson, track: z.enum(proceedingsTracks) }),
  z.strictObject({
    ...kind('proceedings-ended'),
    ...ofPerson,
    track: z.enum(proceedingsTracks),
    outcome: z.enum(proceedingsOutcomes)
  }),
  z.strictObject({ ...kind('return-risk-assessed'), ...ofPerson, level: z.enum(riskLevels) }),
  z.strictObject({ ...kind('reintegration-reached'), ...ofPerson }),
  z.strictObject({ ...kind('follow-up-visited'), ...ofPerson, level: z.enum(riskLevels) }),
  z.strictObject({ ...kind('follow-up-begun'), ...base }),
  z.strictObject({ ...kind('case-closed'), ...base, reason: z.enum(caseClosingReasons) }),
  z.strictObject({ ...kind('case-reopened'), ...base, reason: z.enum(caseReopeningReasons) })
] as const

export const PlainCaseFact = z.discriminatedUnion('kind', plainFacts)
export type PlainCaseFact = z.infer<typeof PlainCaseFact>

const Correction = z.strictObject({
  ...kind('correction'),
  ...base,
  of: idSchema<FactId>(),
  /** The fact as it should have been; without it, it did not happen. */
  instead: PlainCaseFact.optional()
})
export type Correction = z.infer<typeof Correction>

export const CaseFact = z.discriminatedUnion('kind', [...plainFacts, Correction])
export type CaseFact = z.infer<typeof CaseFact>
export type CaseStep = CaseFact['kind']
export const caseSteps = [...plainFacts, Correction].map(fact => fact.shape.kind.value) as readonly CaseStep[]

export type PersonRole = (typeof personRoles)[number]
export type Answer = (typeof answers)[number]
export type RiskLevel = (typeof riskLevels)[number]
export type Placement = (typeof placements)[number]
export type IdentificationStatus = (typeof identificationStatuses)[number]
export type CaseClosingReason = (typeof caseClosingReasons)[number]

/**
 * What holds after all corrections, in the order written down. The latest correction of a fact wins;
 * a correction can itself be corrected, and then the fact stands as before.
 */
export const effectiveFacts = (facts: readonly CaseFact[]): readonly PlainCaseFact[] => {
  const corrections = new Map<FactId, Correction>()
  for (const fact of facts.toReversed())
    if (fact.kind === 'correction' && !corrections.has(fact.id) && !corrections.has(fact.of))
      corrections.set(fact.of, fact)
  return facts.flatMap(fact => {
    if (fact.kind === 'correction') return []
    const correction = corrections.get(fact.id)
    if (!correction) return [fact]
    return correction.instead ? [{ ...correction.instead, id: fact.id, at: fact.at }] : []
  })
}
