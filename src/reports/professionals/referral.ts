// What a professional adds to a report (REP5): who they are, whom it is about, what they saw. No weights: the lists of signs are the
// unweighted observations after UNODC's sets. No zod, because the public script reads it too; `report.ts` checks the shape.
import type { Observation } from '../observations.ts'

export const professions = [
  'health',
  'social-work',
  'education',
  'labour-inspection',
  'police',
  'private-security',
  'civil-society',
  'other'
] as const
export type Profession = (typeof professions)[number]

/** Under 18 no means of control is needed for trafficking, so it is asked first. */
export const ages = ['child', 'adult', 'not-known'] as const
export type Age = (typeof ages)[number]

/** Whether the person knows of the referral and wants it. Help in danger does not depend on it. */
export const agreements = ['agrees', 'could-not-ask', 'does-not-agree'] as const
export type Agreement = (typeof agreements)[number]

export const urgentNeeds = [
  'safe-place',
  'doctor',
  'interpreter',
  'police-protection',
  'food-and-clothes',
  'guardian',
  'legal-help'
] as const
export type UrgentNeed = (typeof urgentNeeds)[number]

export type ProfessionalReferral = {
  profession: Profession
  age: Age
  agreement: Agreement
  observations: Observation[]
  needs: UrgentNeed[]
  /** How the team reaches the professional at work: a telephone, hours, an extension. */
  contact?: string | undefined
}
