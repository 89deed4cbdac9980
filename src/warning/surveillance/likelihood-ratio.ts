// The generalised likelihood-ratio chart for Poisson counts with a yearly wave (Höhle and Paul 2008): how much better a
// jump at some earlier period explains the counts since then than no jump does.
import { poissonRegression } from '../numbers/poisson-regression.ts'
import { silent, type Range, type Series, type Verdict } from './series.ts'

export type LikelihoodRatioParams = {
  /** the value at which the chart alarms */
  'c.ARL': number
  /** mean without a jump: by period, or how to fit it to what lies before the range */
  mu0: readonly number[] | { S: number; trend: boolean; refit: boolean }
  /** nothing is tested before so many periods */
  Mtilde: number
  /** the size of the jump on the log scale, where it is known in advance; null estimates it */
  theta: number | null
  dir: 'inc' | 'dec'
  /** what stands as the bound: the chart's value, or the count that would have made it alarm */
  ret: 'value' | 'cases'
}

export const likelihoodRatio = (series: Series, range: Range, params: LikelihoodRatioParams): Verdict[] => {
  const { counts, frequency } = series
  const limit = params['c.ARL']
  const verdicts: Verdict[] = []
  let start = range.first
  let means = usualMeans(counts, frequency, range.first, range, params.mu0)
  for (let period = range.first; period <= range.last; period++) {
    const mean = means(period)
    const count = counts[period]!
    if (!(mean > 0) || Number.isNaN(count)) {
      verdicts.push(silent(period))
      continue
    }
    const value = chart(counts, means, start, period, count, params)
    if (Number.isNaN(value)) {
      verdicts.push(silent(period))
      continue
    }
    const alarm = value >= limit
    const bound = params.ret === 'value' ? value : neededCount(counts, means, start, period, count, params)
    verdicts.push({ period, bound, alarm })
    if (alarm && period < range.last) {
      start = period + 1
      if ('S' in params.mu0 && params.mu0.refit)
        means = usualMeans(counts, frequency, start, range, params.mu0)
    }
  }
  return verdicts
}

const usualMeans = (
  counts: Float64Array,
  frequency: number,
  until: number,
  range: Range,
  mu0: LikelihoodRatioParams['mu0']
): ((period: number) => number) => {
  if (!('S' in mu0)) return period => mu0[period - range.first]!
  // Nothing lies before the first period: R then takes it twice, for itself and for the period before it, and sees no wave
  if (until === 0)
    return usualMeans(Float64Array.of(counts[0]!, counts[0]!), frequency, 2, range, {
      ...mu0,
      S: 0,
      trend: false
    })
  const { S, trend } = mu0
  const columns = 1 + (trend ? 1 : 0) + 2 * S
  const row = (period: number) => {
    const t = period + 1
    const x = trend ? [1, t] : [1]
    for (let s = 1; s <= S; s++) {
      const angle = (2 * Math.PI * s * t) / frequency
      x.push(Math.cos(angle), Math.sin(angle))
    }
    return x
  }
  const known = Array.from({ length: until }, (_, i) => i).filter(i => !Number.isNaN(counts[i]!))
  const fit = poissonRegression({
    counts: Float64Array.from(known, i => counts[i]!),
    design: Float64Array.from(known.flatMap(row)),
    columns
  })
  // never below the smallest mean the regression itself knows
  return period =>
    fit
      ? Math.max(
          Number.EPSILON,
          Math.exp(row(period).reduce((sum, x, a) => sum + x * fit.coefficients[a]!, 0))
        )
      : NaN
}

/** The chart's value at `period`, were `count` observed there. */
const chart = (
  counts: Float64Array,
  means: (period: number) => number,
  start: number,
  period: number,
  count: number,
  { Mtilde, theta, dir }: LikelihoodRatioParams
): number => {
  if (theta === null && period - start + 1 < Mtilde) return 0
  let observed = 0
  let expected = 0
  let best = 0
  for (let since = period; since >= start; since--) {
    observed += since === period ? count : counts[since]!
    expected += means(since)
    const jump = theta ?? Math.log(observed / expected)
    const grows = dir === 'inc' ? jump > 0 : jump < 0
    // R's logarithm of no counts is no number and it passes on: a window without any count never tells of a fall
    const value =
      theta === null && !(grows && observed > 0) ? 0 : observed * jump + expected * (1 - Math.exp(jump))
    if (!(value <= best)) best = value
  }
  return best
}

const neededCount = (...[counts, means, start, period, , params]: Parameters<typeof chart>): number => {
  const limit = params['c.ARL']
  const alarms = (count: number) => chart(counts, means, start, period, count, params) >= limit
  if (params.theta !== null) {
    // the value grows evenly with the count: solved, not searched, and so not whole
    const mean = means(period)
    const before = period === start ? 0 : chart(counts, means, start, period - 1, counts[period - 1]!, params)
    return (limit - before + mean * (Math.exp(params.theta) - 1)) / params.theta
  }
  if (params.dir === 'dec') {
    if (!alarms(0)) return 0
    let count = 0
    while (count < means(period) && alarms(count + 1)) count++
    return count
  }
  if (period - start + 1 < params.Mtilde) return 0
  let high = 1
  while (!alarms(high) && high < Number.MAX_SAFE_INTEGER) high *= 2
  if (high >= Number.MAX_SAFE_INTEGER) return Infinity
  let low = -1
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (alarms(middle)) high = middle
    else low = middle
  }
  return high
}
