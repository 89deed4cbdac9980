// What is to be counted today. It is read from what is stored and not from a calendar of the past, so a machine that was off
// over New Year gives the ended year its final value when it is on again.

import { addDays, samePeriod, wholeYears, year, years, type Day, type Period } from '#kernel/period.ts'
import { yearsToPool } from '#kernel/small-numbers.ts'
import { computable, indicatorCodes, type IndicatorCode } from './indicator-codes.ts'
import { periodsIn, type Measured } from './indicators/measured.ts'
import { isSet, type StoredValue } from './value.ts'

/** In one small municipality these are published only for three years together. */
export const pooledCodes = indicatorCodes.filter(
  code => computable[code].sensitive === 'people' || computable[code].sensitive === 'cases'
)

/**
 * Three years are pooled in blocks that never overlap, counted from the first measured year. A window moving by one year
 * would give away the difference of two years each time, and a year before anything was counted is no cover for the next.
 */
export const pooledPeriod = (firstYear: number, year: number): Period | undefined => {
  const blocks = Math.floor((year - firstYear + 1) / yearsToPool)
  return blocks < 1
    ? undefined
    : years(firstYear + (blocks - 1) * yearsToPool, firstYear + blocks * yearsToPool - 1)
}

/** The first year in which records gave this number; undefined as long as there is none. */
export const firstYearOf = (stored: readonly StoredValue[], code: IndicatorCode): number | undefined => {
  const measured = stored.filter(v => v.indicator === code && wholeYears(v.period) === 1 && isSet(v.value))
  return measured.length === 0 ? undefined : Math.min(...measured.map(v => yearOf(v.period.from)))
}

/** `settles`: how many days after its end a period may still change by the mere passing of time (a deadline that runs on). */
export type Counted = { code: IndicatorCode; settles?: number; measured?: Measured }
export type ValueDue = { code: IndicatorCode; period: Period }
export type Counting = {
  counted: readonly Counted[]
  stored: readonly StoredValue[]
  /** The year the network began: nothing is counted before, since nobody looked is not the same as nobody was there. */
  since: number
  /** Its very first day: a part of a year that was over before was nobody's. */
  sinceDay?: Day
  today: Day
  /** On which day an instant falls, in the network's time zone. */
  dayOf: (instant: string) => Day
}

/** Taken from records when the period was over and settled. It holds; only a correction with a reason comes after it. */
export const isFinal = (value: StoredValue, { settles = 0 }: Counted, dayOf: Counting['dayOf']): boolean =>
  value.source.from === 'records' && dayOf(value.takenAt) >= addDays(value.period.to, settles)

/** The running year and what of it has begun, each ended year and each block of three years in its last year, as long as no final value stands. */
export const valuesDue = ({ counted, stored, since, sinceDay = '', today, dayOf }: Counting): ValueDue[] =>
  counted.flatMap(one => {
    const { code } = one
    const first = Math.min(since, firstYearOf(stored, code) ?? since)
    const single = Array.from({ length: yearOf(today) - first + 1 }, (_, i) => first + i)
    const blocks = pooledCodes.includes(code) ? single.filter(y => (y - first + 1) % yearsToPool === 0) : []
    const final = stored.filter(v => v.indicator === code && isFinal(v, one, dayOf))
    const parts =
      one.measured && one.measured !== 'year' ? single.flatMap(y => periodsIn(y, one.measured!)) : []
    return [
      ...single.map(year),
      ...parts.filter(p => p.from <= today && p.to > sinceDay),
      ...blocks.map(y => years(y - yearsToPool + 1, y))
    ]
      .filter(period => !final.some(v => samePeriod(v.period, period)))
      .map(period => ({ code, period }))
  })

const yearOf = (day: Day): number => Number(day.slice(0, 4))
