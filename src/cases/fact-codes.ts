// The lists a fact may choose from. Words for them stand in the catalogues; a code here never says anything about one person.
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
/** Said beside the worker's own judgement; "not asked" is an answer too, and a visible one. */
export const personsViews = [...assistanceResults, 'not-asked'] as const
/** Was the child heard. Too young is a reason; "no" asks for one in the note. */
export const childHearings = ['yes', 'no', 'too-young'] as const
export const guardianEndings = [
  'replaced',
  'found-unsuitable',
  'parents-returned',
  'came-of-age',
  'guardian-gone'
] as const
export const ageProofs = ['document', 'family-statement', 'assessment', 'registry'] as const
/** Dates that must not be missed: after them a right is gone. */
export const legalMatters = [
  'lodge-compensation-claim',
  'appeal',
  'free-legal-aid-request',
  'stay-permit',
  'asylum-claim',
  'hearing',
  'other-deadline'
] as const
export const protectionNeeds = [
  'threats-to-person',
  'threats-to-family',
  'fear-of-meeting',
  'child-witness',
  'address-known-to-suspect'
] as const
export const protectionMeasures = [
  'hidden-identity',
  'hearing-without-suspect',
  'video-link',
  'recorded-statement',
  'no-contact-order',
  'police-escort',
  'relocation',
  'witness-programme'
] as const
export const returnDestinations = [
  'home-community',
  'elsewhere-in-country',
  'country-of-origin',
  'third-country'
] as const

/** Why what a person asked about their own record was not done. */
export const correctionRefusals = ['record-is-right', 'others-words', 'not-proven'] as const
export const erasureRefusals = ['proceedings-run', 'law-requires', 'others-on-case', 'taken-back'] as const
export const recordLanguages = ['sr-Latn', 'sr-Cyrl', 'sq', 'en'] as const
/** Why records left as a spreadsheet. */
export const exportReasons = [
  'transfer',
  'court-asks',
  'ministry-reports',
  'person-wishes',
  'own-analysis'
] as const
export const caseKeepReasons = ['court-asks', 'claim-runs', 'person-wishes', 'law-requires'] as const

export type CaseOrigin = (typeof caseOrigins)[number]
export type PersonRole = (typeof personRoles)[number]
export type Answer = (typeof answers)[number]
export type RiskLevel = (typeof riskLevels)[number]
export type Placement = (typeof placements)[number]
export type IdentificationStatus = (typeof identificationStatuses)[number]
export type CaseClosingReason = (typeof caseClosingReasons)[number]
export type GuardianKind = (typeof guardianKinds)[number]
export type ProceedingsTrack = (typeof proceedingsTracks)[number]
export type PersonsView = (typeof personsViews)[number]
export type LegalMatter = (typeof legalMatters)[number]
export type ProtectionNeed = (typeof protectionNeeds)[number]
export type ProtectionMeasure = (typeof protectionMeasures)[number]
