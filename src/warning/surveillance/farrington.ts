// Farrington's method, flexible (Farrington and others 1996; Noufaily and others 2013; Salmon, Schumacher and Höhle 2016):
// a Poisson regression with overdispersion on the same time of past years. Needs years of history, best five.
import {
  negativeBinomialUpperQuantile,
  normalUpperQuantile,
  poissonUpperQuantile,
  studentTwoSided
} from '../numbers/distributions.ts'
import { poissonRegression, type Regression } from '../numbers/poisson-regression.ts'
import { byNumber, type Calendar } from './calendar.ts'
import { referenceFor, type Reference } from './farrington-reference.ts'
import { over, silent, type Range, type Series, type Verdict } from './series.ts'

export type FarringtonParams = {
  /** years to look back */
  b: number
  /** periods before and after the same period of each year */
  w: number
  /** give past outbreaks less weight, and from which residual on */
  reweight: boolean
  weightsThreshold: number
  /** chance of a false alarm in a period */
  alpha: number
  /** fit a trend, and keep it if its p-value is at most this */
  trend: boolean
  pThresholdTrend: number
  /** nothing is said unless at least so many events in the last so many periods */
  limit54: readonly [events: number, periods: number]
  powertrans: '2/3' | '1/2' | 'none'
  /** levels of the season; 1: only the windows of past years count */
  noPeriods: number
  /** newest periods left out; null: w */
  pastWeeksNotIncluded: number | null
  populationOffset: boolean
  thresholdMethod: 'delta' | 'nbPlugin' | 'muan'
}

type Fit = Regression & { variance: number; slopeVariance: number }

export const farrington = (
  series: Series,
  range: Range,
  params: FarringtonParams,
  calendar: Calendar = byNumber(series)
): Verdict[] =>
  over(range, period => {
    const reference = referenceAt(series, period, params, calendar)
    const fitted = reference && fitAt(series, period, reference, params, calendar)
    return fitted ? judge(series, period, fitted, params) : silent(period)
  })

const referenceAt = (
  { counts, frequency }: Series,
  period: number,
  params: FarringtonParams,
  calendar: Calendar
): Reference | undefined => {
  const { b, w, noPeriods } = params
  const anchors = Array.from({ length: b + 1 }, (_, k) => (k === 0 ? period : calendar.yearsAgo(period, k)))
  // −1: see referenceFor
  if (anchors.some(anchor => anchor === undefined) || anchors[b]! - w < -1) return undefined
  const pastNotIncluded = params.pastWeeksNotIncluded ?? w
  const { periods, levels } = referenceFor(
    period,
    anchors as number[],
    { w, noPeriods, pastNotIncluded },
    frequency
  )
  const known = periods.map(p => !Number.isNaN(counts[p]!))
  return { periods: periods.filter((_, i) => known[i]), levels: levels.filter((_, i) => known[i]) }
}

const fitAt = (
  series: Series,
  period: number,
  reference: Reference,
  params: FarringtonParams,
  calendar: Calendar
): Fit | undefined => {
  const withTrend = params.trend ? fit(series, period, reference, params, calendar, true) : undefined
  if (withTrend && keepsTrend(withTrend, series, period, reference, params)) return withTrend
  return fit(series, period, reference, params, calendar, false)
}

/** A trend must rest on three years, be clear, and not lead beyond every count seen (Farrington 1996, section 3.4). */
const keepsTrend = (
  fitted: Fit,
  series: Series,
  period: number,
  { periods }: Reference,
  params: FarringtonParams
): boolean => {
  if (params.b < 3) return false
  const slope = fitted.coefficients[1]!
  const error = Math.sqrt(fitted.slopeVariance)
  if (!(studentTwoSided(slope / error, fitted.degreesOfFreedom) <= params.pThresholdTrend)) return false
  const highest = periods.reduce((high, p) => Math.max(high, series.counts[p]!), 0)
  return expected(fitted, series, period, params) <= highest
}

const expected = (fitted: Fit, series: Series, period: number, params: FarringtonParams) =>
  Math.exp(
    fitted.coefficients[0]! + (params.populationOffset ? Math.log(series.population?.[period] ?? 1) : 0)
  )

const fit = (
  { counts, population }: Series,
  period: number,
  { periods, levels }: Reference,
  params: FarringtonParams,
  calendar: Calendar,
  trend: boolean
): Fit | undefined => {
  const n = periods.length
  // Time runs to 0 at the period itself and the window's level is the base: so the intercept is what is expected there
  const present = [...new Set(levels)].filter(level => level > 0).sort((a, b) => a - b)
  const columns = 1 + (trend ? 1 : 0) + present.length
  if (n === 0) return undefined
  const design = new Float64Array(n * columns)
  const y = new Float64Array(n)
  const offset =
    params.populationOffset && population
      ? Float64Array.from(periods, p => Math.log(population[p]!))
      : undefined
  const now = calendar.time(period)
  const span = now - calendar.time(periods[0]!)
  periods.forEach((p, i) => {
    y[i] = counts[p]!
    design[i * columns] = 1
    if (trend) design[i * columns + 1] = (calendar.time(p) - now) / span
    if (levels[i]! > 0) design[i * columns + (trend ? 2 : 1) + present.indexOf(levels[i]!)] = 1
  })
  const data = { counts: y, design, columns, offset }
  let fitted = poissonRegression(data)
  if (!fitted || !fitted.converged) return undefined
  let dispersion = fitted.dispersion
  if (params.reweight) {
    const weights = outbreakWeights(y, fitted, params.weightsThreshold)
    fitted = poissonRegression({ ...data, weights })
    if (!fitted || !fitted.converged) return undefined
    // After reweighting R takes the residuals here with the prior weights, not with the working ones. The paper does not
    // say so; we do as R does, for bounds must agree
    dispersion = 0
    for (let i = 0; i < n; i++) dispersion += weights[i]! * (y[i]! / fitted.means[i]! - 1) ** 2
    dispersion /= fitted.degreesOfFreedom
  }
  return {
    ...fitted,
    variance: fitted.covariance[0]! * dispersion,
    slopeVariance: trend ? fitted.covariance[columns + 1]! * dispersion : 0
  }
}

/** Past outbreaks count less: Anscombe residuals above the threshold, by their square (Farrington 1996, section 3.6). */
const outbreakWeights = (y: Float64Array, fitted: Regression, threshold: number): Float64Array => {
  const phi = Math.max(1, fitted.dispersion)
  const weights = new Float64Array(y.length)
  for (let i = 0; i < y.length; i++) {
    const mu = fitted.means[i]!
    const residual =
      (1.5 * (y[i]! ** (2 / 3) * mu ** (-1 / 6) - Math.sqrt(mu))) /
      Math.sqrt(phi * (1 - fitted.leverages[i]!))
    weights[i] = residual > threshold ? residual ** -2 : 1
  }
  const scale = y.length / weights.reduce((sum, w) => sum + w, 0)
  return weights.map(w => w * scale)
}

const judge = (series: Series, period: number, fitted: Fit, params: FarringtonParams): Verdict => {
  const { alpha, powertrans, thresholdMethod, limit54 } = params
  const count = series.counts[period]!
  const mu = expected(fitted, series, period, params)
  const phi = Math.max(1, fitted.dispersion)
  const { variance } = fitted
  const z = normalUpperQuantile(alpha)
  let bound: number
  if (thresholdMethod === 'delta') {
    const spread = Math.sqrt((phi + mu * variance) / mu)
    bound =
      powertrans === '2/3'
        ? mu * Math.max(0, 1 + (2 / 3) * z * spread) ** 1.5
        : powertrans === '1/2'
          ? mu * Math.max(0, 1 + (1 / 2) * z * spread) ** 2
          : mu * Math.max(0, 1 + z * spread)
  } else {
    const mean = thresholdMethod === 'muan' ? Math.exp(Math.log(mu) + z * Math.sqrt(variance)) : mu
    bound = !Number.isFinite(mean)
      ? NaN
      : phi > 1
        ? negativeBinomialUpperQuantile(alpha, mean / (phi - 1), 1 / phi)
        : poissonUpperQuantile(alpha, mean)
  }
  return withEnoughEvents(series, period, limit54)
    ? {
        period,
        bound: Number.isNaN(bound) ? null : bound,
        alarm: count > 0 && (thresholdMethod === 'delta' ? (count - mu) / (bound - mu) > 1 : count > bound)
      }
    : { period, bound: null, alarm: false }
}

/** Farrington 1996, section 3.8: no alarm from a handful of events. The period itself counts. */
const withEnoughEvents = (
  { counts }: Series,
  period: number,
  [events, periods]: readonly [number, number]
) => {
  let sum = 0
  for (let p = Math.max(0, period - periods + 1); p <= period; p++) sum += counts[p]!
  return sum >= events
}
