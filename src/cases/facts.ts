// The facts a case is made of. They are added, never changed: a correction stands beside what it corrects.
// All of them are codes, days and ids. What people said is sealed elsewhere; a free-text field here would end up in clear.
import { z } from 'zod'
import { decidingBodies } from '#kernel/htcds.ts'
import { idSchema } from '#kernel/id.ts'
import type { AccountId, ConsentId, FactId, OrganisationId, PersonId, ReferralId } from '#kernel/id.ts'
import { Day, Instant, kindsOfHelp, urgencies } from '#services/index.ts'
import { Basis, Consent, reasonsWithoutConsent } from './consent.ts'
import {
  ageProofs,
  answers,
  assistanceResults,
  bestInterestDecisions,
  caseClosingReasons,
  caseKeepReasons,
  caseOrigins,
  caseReopeningReasons,
  childHearings,
  correctionRefusals,
  erasureRefusals,
  exportReasons,
  guardianEndings,
  guardianKinds,
  identificationStatuses,
  legalMatters,
  personRoles,
  personsViews,
  placements,
  proceedingsOutcomes,
  proceedingsTracks,
  protectionMeasures,
  protectionNeeds,
  recordLanguages,
  returnDestinations,
  riskLevels,
  statusReasons
} from './fact-codes.ts'

export * from './fact-codes.ts'

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
/** Whole cents of the network's currency. */
const cents = z.int().min(0).max(1_000_000_000)
const codesOf = <T extends readonly [string, ...string[]]>(codes: T) =>
  z
    .array(z.enum(codes))
    .max(codes.length)
    .refine(list => new Set(list).size === list.length)
const planLine = {
  /** The organisation that does it, and who there. */
  owner: idSchema<OrganisationId>(),
  worker: idSchema<AccountId>().optional(),
  until: Day,
  /** What it may cost. */
  cents: cents.optional()
}
const ofPlanLine = { ...ofPerson, planned: idSchema<FactId>() }

const plainFacts = [
  z.strictObject({ ...kind('case-opened'), ...base, origin: z.enum(caseOrigins) }),
  z.strictObject({ ...kind('case-assigned'), ...base, to: idSchema<AccountId>() }),
  // Somebody's part in the case goes to another of its team: the lead, where it was theirs, and their open tasks.
  z.strictObject({
    ...kind('work-handed-over'),
    ...base,
    from: idSchema<AccountId>(),
    to: idSchema<AccountId>()
  }),
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
  z.strictObject({ ...kind('needs-assessed'), ...ofPerson, needs: codesOf(kindsOfHelp) }),
  // The plan itself is words: it stands sealed beside the fact.
  z.strictObject({ ...kind('safety-plan-made'), ...ofPerson, reviewOn: Day }),
  z.strictObject({ ...kind('safety-plan-reviewed'), ...ofPerson, reviewOn: Day }),
  z.strictObject({
    ...kind('age-determined'),
    ...ofPerson,
    under18: z.enum(['yes', 'no']),
    proof: z.enum(ageProofs)
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
  // Ended early by nobody but the person.
  z.strictObject({ ...kind('reflection-period-ended'), ...ofPerson }),
  z.strictObject({ ...kind('guardian-appointed'), ...ofPerson, guardian: z.enum(guardianKinds) }),
  z.strictObject({ ...kind('guardian-ended'), ...ofPerson, reason: z.enum(guardianEndings) }),
  z.strictObject({ ...kind('best-interest-assessed'), ...ofPerson, childHeard: z.enum(childHearings) }),
  z.strictObject({
    ...kind('best-interest-determined'),
    ...ofPerson,
    /** What was weighed; the decision is one of them. */
    options: codesOf(bestInterestDecisions).min(1),
    decision: z.enum(bestInterestDecisions),
    childHeard: z.enum(childHearings),
    reviewOn: Day
  }),
  // To tell a body without consent one asks, and another agrees at their own desk.
  z.strictObject({
    ...kind('disclosure-asked'),
    ...ofPerson,
    to: idSchema<OrganisationId>(),
    service: z.enum(kindsOfHelp),
    reason: z.enum(reasonsWithoutConsent),
    secondPerson: idSchema<AccountId>()
  }),
  z.strictObject({ ...kind('disclosure-agreed'), ...ofPerson, asked: idSchema<FactId>() }),
  z.strictObject({ ...kind('disclosure-refused'), ...ofPerson, asked: idSchema<FactId>() }),
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
    ...planLine
  }),
  z.strictObject({
    ...kind('assistance-replanned'),
    ...ofPlanLine,
    ...planLine,
    /** The newest fact of the line the editor saw: whoever changed it since is not written over. */
    seen: idSchema<FactId>()
  }),
  z.strictObject({ ...kind('money-spent'), ...ofPlanLine, cents: cents.min(1) }),
  z.strictObject({ ...kind('plan-reviewed'), ...ofPerson, reviewOn: Day }),
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
    result: z.enum(assistanceResults),
    personsView: z.enum(personsViews).optional()
  }),
  z.strictObject({ ...kind('proceedings-begun'), ...ofPerson, track: z.enum(proceedingsTracks) }),
  z.strictObject({
    ...kind('proceedings-ended'),
    ...ofPerson,
    track: z.enum(proceedingsTracks),
    outcome: z.enum(proceedingsOutcomes),
    /** What was awarded. */
    cents: cents.optional()
  }),
  z.strictObject({ ...kind('compensation-paid'), ...ofPerson, cents: cents.min(1) }),
  z.strictObject({
    ...kind('legal-deadline-set'),
    ...ofPerson,
    matter: z.enum(legalMatters),
    until: Day
  }),
  z.strictObject({ ...kind('legal-deadline-met'), ...ofPerson, deadline: idSchema<FactId>() }),
  z.strictObject({
    ...kind('protection-needs-recorded'),
    ...ofPerson,
    needs: codesOf(protectionNeeds)
  }),
  z.strictObject({ ...kind('protection-asked'), ...ofPerson, measure: z.enum(protectionMeasures) }),
  z.strictObject({
    ...kind('protection-answered'),
    ...ofPerson,
    measure: z.enum(protectionMeasures),
    granted: z.boolean()
  }),
  z.strictObject({ ...kind('return-risk-assessed'), ...ofPerson, level: z.enum(riskLevels) }),
  z.strictObject({ ...kind('returned'), ...ofPerson, destination: z.enum(returnDestinations) }),
  z.strictObject({ ...kind('reintegration-reached'), ...ofPerson }),
  z.strictObject({ ...kind('follow-up-visited'), ...ofPerson, level: z.enum(riskLevels) }),
  // What the person asks of their own record. The words of it stand sealed beside.
  z.strictObject({ ...kind('copy-given'), ...ofPerson, language: z.enum(recordLanguages) }),
  z.strictObject({ ...kind('correction-asked'), ...ofPerson }),
  z.strictObject({
    ...kind('correction-answered'),
    ...ofPerson,
    asked: idSchema<FactId>(),
    /** Why not; without it, it was put right. */
    refused: z.enum(correctionRefusals).optional()
  }),
  z.strictObject({ ...kind('erasure-asked'), ...ofPerson }),
  z.strictObject({
    ...kind('erasure-answered'),
    ...ofPerson,
    asked: idSchema<FactId>(),
    refused: z.enum(erasureRefusals).optional()
  }),
  // Who of the team took part; guests are named in the minutes, which are sealed.
  z.strictObject({
    ...kind('conference-held'),
    ...base,
    conference: z.uuid(),
    took: z.array(idSchema<AccountId>()).min(1).max(50)
  }),
  z.strictObject({ ...kind('follow-up-begun'), ...base }),
  z.strictObject({ ...kind('case-closed'), ...base, reason: z.enum(caseClosingReasons) }),
  z.strictObject({ ...kind('case-reopened'), ...base, reason: z.enum(caseReopeningReasons) }),
  // It left as a spreadsheet: why, and whether with name and contact.
  z.strictObject({
    ...kind('record-exported'),
    ...base,
    reason: z.enum(exportReasons),
    identity: z.boolean()
  }),
  z.strictObject({ ...kind('case-kept-longer'), ...base, until: Day, reason: z.enum(caseKeepReasons) })
] as const

export const PlainCaseFact = z.discriminatedUnion('kind', plainFacts)
export type PlainCaseFact = z.infer<typeof PlainCaseFact>

const Correction = z.strictObject({
  ...kind('correction'),
  ...base,
  of: idSchema<FactId>(),
  /** The fact as it should have been; without it, it did not happen. */
  instead: PlainCaseFact.optional(),
  /** The correction that held when the form was opened: whoever corrected it since is not written over. */
  seen: idSchema<FactId>().optional()
})
export type Correction = z.infer<typeof Correction>

export const CaseFact = z.discriminatedUnion('kind', [...plainFacts, Correction])
export type CaseFact = z.infer<typeof CaseFact>
export type CaseStep = CaseFact['kind']
export const caseSteps = [...plainFacts, Correction].map(fact => fact.shape.kind.value) as readonly CaseStep[]

/** The correction that holds, by what it corrects. The latest wins; one that was itself corrected holds no longer. */
export const holdingCorrections = (facts: readonly CaseFact[]): ReadonlyMap<FactId, Correction> => {
  const corrections = new Map<FactId, Correction>()
  for (const fact of facts.toReversed())
    if (fact.kind === 'correction' && !corrections.has(fact.id) && !corrections.has(fact.of))
      corrections.set(fact.of, fact)
  return corrections
}

/** What holds after all corrections, in the order written down. Whose act it was is not to be corrected. */
export const effectiveFacts = (facts: readonly CaseFact[]): readonly PlainCaseFact[] => {
  const corrections = holdingCorrections(facts)
  return facts.flatMap(fact => {
    if (fact.kind === 'correction') return []
    const correction = corrections.get(fact.id)
    if (!correction) return [fact]
    return correction.instead ? [{ ...correction.instead, id: fact.id, at: fact.at, by: fact.by }] : []
  })
}
