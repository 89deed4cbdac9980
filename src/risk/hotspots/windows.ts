// Over which days signs are counted. Inside the early-warning circle as one likes; outside of it one fixed span and everything
// together: two spans that differ by a month would tell that month when one is subtracted from the other.
import type { Day } from '#kernel/day.ts'

export const periodsInWindow = 13
export const windowWeeks = [52, 26, 13] as const
export type WindowWeeks = (typeof windowWeeks)[number]

/** From the first day, up to and without the second. */
export type Window = { from: Day; until: Day; periods: { from: Day; until: Day }[] }

const addDays = (day: Day, days: number): Day => {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** Thirteen periods of equal length up to today, today included: four weeks each in a year, one week each in a quarter. */
export const windowUpTo = (today: Day, weeks: WindowWeeks): Window => {
  const days = (weeks * 7) / periodsInWindow
  const until = addDays(today, 1)
  const periods = Array.from({ length: periodsInWindow }, (_, i) => ({
    from: addDays(until, (i - periodsInWindow) * days),
    until: addDays(until, (i + 1 - periodsInWindow) * days)
  }))
  return { from: periods[0]!.from, until, periods }
}

/** The last twelve whole months: the one span that is shown outside the circle, the same for the whole month. */
export const wholeYearBefore = (today: Day): Window => {
  const until = `${today.slice(0, 7)}-01`
  const year = Number(until.slice(0, 4)) - 1
  const from = `${year}${until.slice(4)}`
  return { from, until, periods: [{ from, until }] }
}

/** The last day that counts, for people. */
export const lastDay = ({ until }: Window): Day => addDays(until, -1)
