// Periods that change by decision, not by release: by when somebody must have read, answered, asked again, and how long a report
// is kept. A network sets its own; where it has set none, the one shipped here holds, and the screen says so.
// Benchmark of the first two: Directive (EU) 2019/1937, art. 9(1): acknowledgement within seven days of receipt (b); feedback within
// three months (f). It does not bind Kosovo, and help comes sooner than that.
import { casePeriodLimits, days, months, setPeriodOn, shippedCasePeriods } from '#cases/index.ts'
import { shippedWarningPeriods, warningPeriodLimits } from '#cases/index.ts'
import type { Day, Period, SetPeriod } from '#cases/index.ts'

export { addPeriod, periodUnits, setPeriodOn, type Period, type SetPeriod } from '#cases/index.ts'

/** Shipped with Fener. The legal bases of these stand in `locales/triage` (`period-basis.NAME`), unsure ones marked as to be confirmed. */
export const shippedPeriods = {
  urgent: days(0),
  acknowledge: days(7),
  feedback: months(3),
  remind: days(30),
  'keep-not-trafficking': days(90),
  'keep-cannot-tell': months(6),
  'keep-handed-over': months(12),
  'keep-case': months(24),
  'keep-call-back': days(30),
  'keep-hand-over': days(30),
  ...shippedCasePeriods,
  ...shippedWarningPeriods
} as const satisfies Record<string, Period>

export type PeriodName = keyof typeof shippedPeriods
export const periodNames = Object.keys(shippedPeriods) as [PeriodName, ...PeriodName[]]

/** Nobody waits a year to be heard, and a report is not erased while its decision can still be undone. */
export const periodLimits = {
  urgent: { least: 0, mostDays: 7 },
  acknowledge: { least: 1, mostDays: 31 },
  feedback: { least: 1, mostDays: 366 },
  remind: { least: 1, mostDays: 366 },
  'keep-not-trafficking': { least: 1, mostDays: 3_660 },
  'keep-cannot-tell': { least: 1, mostDays: 3_660 },
  'keep-handed-over': { least: 1, mostDays: 3_660 },
  'keep-case': { least: 1, mostDays: 3_660 },
  // the number of somebody who did not tell us enough for a report is not kept for years; the desk shows hand-overs of a week
  'keep-call-back': { least: 1, mostDays: 366 },
  'keep-hand-over': { least: 7, mostDays: 366 },
  ...casePeriodLimits,
  ...warningPeriodLimits
} as const satisfies Record<PeriodName, { least: number; mostDays: number }>

export const fitsPeriod = (name: PeriodName, { value, unit }: Period): boolean =>
  value >= periodLimits[name].least && value * (unit === 'days' ? 1 : 30) <= periodLimits[name].mostDays

/** The period that holds on a day. A deadline asks for the day on which it begins to run, so that no later change rewrites it. */
export type PeriodOn = (name: PeriodName, day: Day) => Period

export const periodsFrom =
  (history: readonly SetPeriod<PeriodName>[]): PeriodOn =>
  (name, day) =>
    setPeriodOn(history, name, day) ?? shippedPeriods[name]

/** Where nothing is set. */
export const shipped: PeriodOn = name => shippedPeriods[name]
