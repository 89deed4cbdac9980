// Periods are half-open and made of calendar days without a clock: 2026 is [2026-01-01, 2027-01-01).
// Which day an instant falls on is decided once, by the network's timezone, before it comes here.

export type Day = string // 'YYYY-MM-DD'
export type Period = { from: Day; to: Day }

const twoDigits = (n: number): string => String(n).padStart(2, '0')
const dayOf = (date: Date): Day => date.toISOString().slice(0, 10)
const millis = (day: Day): number => Date.parse(`${day}T00:00:00Z`)

export const isDay = (value: unknown): value is Day =>
  typeof value === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(value) &&
  !Number.isNaN(millis(value)) &&
  dayOf(new Date(millis(value))) === value

export const addDays = (day: Day, count: number): Day => dayOf(new Date(millis(day) + count * 86_400_000))
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((millis(to) - millis(from)) / 86_400_000)

/** Throws when a day does not exist or the period is empty: an empty period would count nothing and look like zero. */
export const period = (from: Day, to: Day): Period => {
  if (!isDay(from) || !isDay(to)) throw new RangeError(`not a day: ${from}, ${to}`)
  if (from >= to) throw new RangeError(`a period must end after it begins: ${from}, ${to}`)
  return { from, to }
}

const firstOfMonth = (y: number, m: number): Day => {
  const months = y * 12 + (m - 1)
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${twoDigits((months % 12) + 1)}-01`
}
const monthsFrom = (y: number, m: number, count: number): Period =>
  period(firstOfMonth(y, m), firstOfMonth(y, m + count))

export const year = (y: number): Period => monthsFrom(y, 1, 12)
export const years = (first: number, last: number): Period => monthsFrom(first, 1, 12 * (last - first + 1))
export const halfYear = (y: number, h: 1 | 2): Period => monthsFrom(y, h * 6 - 5, 6)
export const quarter = (y: number, q: 1 | 2 | 3 | 4): Period => monthsFrom(y, q * 3 - 2, 3)
export const month = (y: number, m: number): Period => monthsFrom(y, m, 1)

export const contains = (p: Period, day: Day): boolean => p.from <= day && day < p.to
export const samePeriod = (a: Period, b: Period): boolean => a.from === b.from && a.to === b.to
export const overlaps = (a: Period, b: Period): boolean => a.from < b.to && b.from < a.to

/** How many months, when the period is made of whole months; otherwise undefined. */
export const wholeMonths = ({ from, to }: Period): number | undefined => {
  if (!from.endsWith('-01') || !to.endsWith('-01')) return undefined
  return (
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
    Number(to.slice(5, 7)) -
    Number(from.slice(5, 7))
  )
}

/** Whole calendar years only: 30 months are two years, since the rule for small numbers must not round up. */
export const wholeYears = (p: Period): number => Math.floor((wholeMonths(p) ?? 0) / 12)

/** The period of the same length that ends where this one begins: the year before a year, the quarter before a quarter. */
export const previous = (p: Period): Period => {
  const months = wholeMonths(p)
  if (months === undefined) return period(addDays(p.from, -daysBetween(p.from, p.to)), p.from)
  return monthsFrom(Number(p.from.slice(0, 4)), Number(p.from.slice(5, 7)) - months, months)
}

/** A short name that can stand in an address or a chip: 2026, 2024-2026, 2026-H1, 2026-Q1, 2026-03, or from_to. */
export const periodCode = (p: Period): string => {
  const months = wholeMonths(p)
  const y = p.from.slice(0, 4)
  const m = Number(p.from.slice(5, 7))
  if (months === 12 && m === 1) return y
  if (months !== undefined && months % 12 === 0 && m === 1) return `${y}-${Number(y) + months / 12 - 1}`
  if (months === 6 && m % 6 === 1) return `${y}-H${(m + 5) / 6}`
  if (months === 3 && m % 3 === 1) return `${y}-Q${(m + 2) / 3}`
  if (months === 1) return p.from.slice(0, 7)
  return `${p.from}_${p.to}`
}
