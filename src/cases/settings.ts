// Periods and powers that change by decision, not by release. A network keeps its own; these are the defaults.
import type { DecidingBody } from '#kernel/htcds.ts'
import { referralSettings } from '#services/index.ts'
import type { Day, ReferralSettings } from '#services/index.ts'

export type CaseSettings = {
  /** Dated, because a period granted under an older rule keeps its length. Ascending by `from`. */
  readonly reflectionPeriods: readonly { readonly from: Day; readonly days: number }[]
  readonly riskAssessmentDays: number
  readonly needsAssessmentDays: number
  /** Only when the risk is high; otherwise one makes a safety plan when it helps. */
  readonly safetyPlanDays: number
  /** From the assessed needs to a plan that answers each of them. */
  readonly planDays: number
  readonly planReviewDays: number
  /** Months after the follow-up began in which somebody asks how it is. */
  readonly followUpMonths: readonly number[]
  readonly childProtectionDays: number
  /** By when whoever asks for a correction or for erasure has an answer. */
  readonly rightsDays: number
  /** How many days ahead something turns from "ahead" to "due". */
  readonly dueDays: number
  /** Who may identify formally. Others presume. */
  readonly identifyingBodies: readonly DecidingBody[]
  readonly referrals: ReferralSettings
}

export const caseSettings: CaseSettings = {
  // Kosovo's operating procedures raised the period from 30 to 90 days (US Trafficking in Persons report 2024; the day is not
  // known to us, so the default has one entry). The Council of Europe Convention, art. 13, asks for at least 30.
  reflectionPeriods: [{ from: '2000-01-01', days: 90 }],
  // House habits: the deadlines of the operating procedures could not be confirmed.
  riskAssessmentDays: 1,
  needsAssessmentDays: 7,
  safetyPlanDays: 1,
  planDays: 14,
  planReviewDays: 90,
  followUpMonths: [3, 6, 12],
  childProtectionDays: 3,
  // One month is the benchmark of Regulation (EU) 2016/679, art. 12(3), after which Law No. 06/L-082 is modelled; its own number of days is to be confirmed.
  rightsDays: 30,
  dueDays: 2,
  // Formal identification belongs to the authorised people (police directorate with victim advocate, courts, social work).
  identifyingBodies: ['Police', 'CourtOrProsecution', 'NonPoliceGovernmentalOrganization'],
  referrals: referralSettings
}

/** Council of Europe Convention on Action against Trafficking, art. 13(1). */
export const shortestReflectionDays = 30

export const reflectionDaysOn = (day: Day, settings: CaseSettings): number =>
  settings.reflectionPeriods.findLast(period => period.from <= day)?.days ?? shortestReflectionDays
