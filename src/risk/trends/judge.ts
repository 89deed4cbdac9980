// What is usual, and what is above it. Counts here are small, so the default is the Bayesian bound: it knows that one after
// nothing is no outbreak. A series that has not seen the same time of a past year is judged by its last weeks alone (EARS).
import { detect, type BayesParams, type Series } from '#warning/index.ts'
import { periodsAYear, type Unit } from './periods.ts'
import type { CountSeries } from './series.ts'

/** Compared with the chance of as much: rarer than 5, 1 and 0.1 of a hundred. */
export const levels = ['usual', 'little', 'well', 'far'] as const
export type Level = (typeof levels)[number]
const chances = [0.05, 0.01, 0.001] as const
/** So many at least for a level, however seldom: two events may be one person telling twice. */
const leastFor = [2, 3, 3] as const

/** Periods before and after the same time of past years, and just before; what EARS C2 needs. */
const window = { week: 4, month: 1 } as const
const earsHistory = 9
const mostYears = 3

export type Speaker = 'bayes' | 'ears'
export type Judged = {
  /** Who speaks; null where nothing can be said. */
  by: Speaker | null
  level: Level | null
  /** What lies between is usual. */
  low: number | null
  high: number | null
}

/** The Bayesian bound compares with as many past years as there are, up to three; undefined before there is one. */
export const bayesAt = (unit: Unit, period: number): Omit<BayesParams, 'alpha'> | undefined => {
  const b = Math.min(mostYears, Math.floor((period - window[unit]) / periodsAYear[unit]))
  return b >= 1 ? { b, w: window[unit], actY: true } : undefined
}

export const asSeries = ({ unit, counts }: CountSeries): Series => ({
  counts: Float64Array.from(counts),
  frequency: periodsAYear[unit]
})

const silent: Judged = { by: null, level: null, low: null, high: null }

/** Every period of the series. The one that runs is only said to be above, never yet usual. */
export const judge = (given: CountSeries): Judged[] => {
  const series = asSeries(given)
  const last = given.counts.length - 1
  return given.counts.map((count, period) => {
    const judged = judgeOne(series, given.unit, period, count)
    return period === last && judged.level === 'usual' ? { ...judged, level: null } : judged
  })
}

const judgeOne = (series: Series, unit: Unit, period: number, count: number): Judged => {
  const params = bayesAt(unit, period)
  if (!params && period < earsHistory) return silent
  const boundAt = (alpha: number): number => {
    const [said] = detect(
      series,
      { first: period, last: period },
      params
        ? { method: 'bayes', params: { ...params, alpha } }
        : { method: 'earsC', params: { method: 'C2', baseline: 7, minSigma: 1, alpha } }
    )
    return said?.bound ?? Infinity
  }
  const bounds = chances.map(boundAt)
  const above = bounds.filter((bound, i) => count > bound && count >= leastFor[i]!).length
  return {
    by: params ? 'bayes' : 'ears',
    level: levels[above]!,
    low: Math.max(0, boundAt(1 - chances[0])),
    high: bounds[0]!
  }
}

/** How many whole periods are missing until something can be said of the one that runs. */
export const missingUntilSaid = ({ counts }: CountSeries): number =>
  Math.max(0, earsHistory + 1 - counts.length)
