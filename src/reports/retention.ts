// How long a report is kept: until the period of its decision ends, or longer when somebody says why. Then it is gone with everything
// that was sealed with it; what stays is that a report came and went.
import { addDays, dayOf } from '#cases/index.ts'
import type { Day } from '#cases/index.ts'
import { isHandedOver } from './facts.ts'
import type { DecisionKind, Report } from './facts.ts'
import { addPeriod, shipped, type PeriodName, type PeriodOn } from './periods.ts'

/** So many days before, the desk lists what will be erased. */
export const warnDays = 30

/** Which period a decision begins. */
export const retentionOf = (decision: DecisionKind): PeriodName => {
  if (decision === 'case') return 'keep-case'
  if (isHandedOver(decision)) return 'keep-handed-over'
  return decision === 'not-trafficking' ? 'keep-not-trafficking' : 'keep-cannot-tell'
}

/**
 * The day on which the report is erased; undefined while nobody has decided, and when it is gone already.
 * What the reporter erased themselves goes the same night: the page has told them that the code opens nothing any more.
 */
export const eraseDayOf = (report: Report, periodOn: PeriodOn = shipped): Day | undefined => {
  if (report.erased) return report.erased.because === 'reporter' ? report.erased.on : undefined
  if (!report.decided) return undefined
  const decidedOn = dayOf(report.decided.at)
  const end = addPeriod(decidedOn, periodOn(retentionOf(report.decided.decision), decidedOn))
  return report.kept && report.kept.until > end ? report.kept.until : end
}

/** The last day that the list "goes soon" looks at. */
export const warnUntil = (today: Day): Day => addDays(today, warnDays)
