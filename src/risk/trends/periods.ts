// Weeks from Monday to Sunday and calendar months, as a series counts them. A period is named by its first day.
import { addDays, daysBetween, type Day } from '#kernel/period.ts'

export const units = ['week', 'month'] as const
export type Unit = (typeof units)[number]
/** Periods a year, as the methods compare years. */
export const periodsAYear = { week: 52, month: 12 } as const satisfies Record<Unit, number>

// 5 January 1970 was a Monday
const monday: Day = '1970-01-05'
const monthNumber = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
const firstOf = (month: number): Day =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`

const indexOf = (unit: Unit, day: Day): number =>
  unit === 'week' ? Math.floor(daysBetween(monday, day) / 7) : monthNumber(day)
const startAt = (unit: Unit, index: number): Day =>
  unit === 'week' ? addDays(monday, index * 7) : firstOf(index)

/** The first day of the period that holds this day. */
export const startOf = (unit: Unit, day: Day): Day => startAt(unit, indexOf(unit, day))
/** The first day of the period so many later, or earlier. */
export const later = (unit: Unit, day: Day, periods: number): Day =>
  startAt(unit, indexOf(unit, day) + periods)
/** How many periods lie from the one of `from` to the one of `to`. */
export const periodsBetween = (unit: Unit, from: Day, to: Day): number =>
  indexOf(unit, to) - indexOf(unit, from)
