// Periods that change by decision, not by release: a network sets its own, with the legal basis and the day from which it holds; where it
// has set none, the one shipped with Fener holds, and the screen says so. Which periods there are, each capability says for itself.
import { addDays, addMonths } from '#services/index.ts'
import type { Day } from '#services/index.ts'
import type { Trilingual } from '#kernel/locale.ts'

export const periodUnits = ['days', 'months'] as const
export type PeriodUnit = (typeof periodUnits)[number]
export type Period = { readonly value: number; readonly unit: PeriodUnit }

export const days = (value: number): Period => ({ value, unit: 'days' })
export const months = (value: number): Period => ({ value, unit: 'months' })

/** One change that a coordinator made. `setAt` orders changes for the same day: the last one holds. */
export type SetPeriod<Name extends string = string> = Period & {
  readonly name: Name
  readonly from: Day
  readonly setAt: string
  readonly by: string
  readonly basis: Trilingual
}

/** What holds on a day: the last change whose day has come, else what is shipped. */
export const setPeriodOn = <Name extends string>(
  history: readonly SetPeriod<Name>[],
  name: Name,
  day: Day
): SetPeriod<Name> | undefined =>
  history
    .filter(change => change.name === name && change.from <= day)
    .toSorted((a, b) => a.from.localeCompare(b.from) || a.setAt.localeCompare(b.setAt))
    .at(-1)

export const addPeriod = (day: Day, { value, unit }: Period): Day =>
  unit === 'days' ? addDays(day, value) : addMonths(day, value)

/** How long a closed case is kept. A house habit until a law is named: claims for compensation of damage run out sooner. */
export const shippedCasePeriods = { 'keep-closed-case': months(60) } as const satisfies Record<string, Period>
export const casePeriodLimits = { 'keep-closed-case': { least: 30, mostDays: 3_660 } } as const

/**
 * Of early warning, which stands above the page where all periods are set: what was filled in, from the day it arrived, and a sealed brief, from
 * the day it was begun. Two years let one year be compared with the one before, and a new matrix be tried on it.
 */
export const shippedWarningPeriods = {
  'keep-submission': months(24),
  'keep-sealed-brief': months(60)
} as const satisfies Record<string, Period>
// a draft of a matrix is tried on twelve months
export const warningPeriodLimits = {
  'keep-submission': { least: 366, mostDays: 3_660 },
  'keep-sealed-brief': { least: 30, mostDays: 3_660 }
} as const

const kept = { ...shippedCasePeriods, ...shippedWarningPeriods }
export type KeptName = keyof typeof kept
/** Where nothing is set. */
export const shippedKept = (name: KeptName): Period => kept[name]
