// CUSUM for Poisson counts (Rossi, Lampugnani and Marchi 1999): small excesses over the usual mean are added up until they
// speak. Slow rises, which no single period shows, are found so.
import { poissonRegression } from '../numbers/poisson-regression.ts'
import { type Range, type Series, type Verdict } from './series.ts'

/** How a count is made comparable with a standard normal value. */
export const transformations = [
  'standard',
  'rossi',
  'anscombe',
  'anscombe2nd',
  'pearsonNegBin',
  'none'
] as const
export type Transformation = (typeof transformations)[number]

export type CusumParams = {
  /** reference value: an excess below it is forgotten (in standard deviations) */
  k: number
  /** decision limit: the sum alarms when it reaches it */
  h: number
  /** usual mean: null takes the mean before the range; 'glm' fits a yearly wave to it; one number, or one a period */
  m: number | readonly number[] | 'glm' | null
  trans: Transformation
  /** dispersion for pearsonNegBin: variance = mean + alpha × mean² */
  alpha: number | null
  /** after an alarm start again from zero. R's function does not; without it one large rise keeps alarming for long */
  reset: boolean
}

export const cusum = (series: Series, range: Range, params: CusumParams): Verdict[] => {
  const { k, h, trans, alpha, reset } = params
  const means = usualMeans(series, range, params.m)
  const verdicts: Verdict[] = []
  let sum = 0
  for (let period = range.first; period <= range.last; period++) {
    const mean = means(period)
    const needed = h + k - sum
    sum = Math.max(0, sum + transform(series.counts[period]!, mean, trans, alpha) - k)
    // With a mean of 0, and after a missing count, there is no sum: no verdict, and the bound stands at 0 as in R
    const bound = boundFor(needed, h - sum, mean, trans, alpha)
    const alarm = Number.isNaN(sum) ? null : sum >= h
    verdicts.push({ period, bound: Number.isNaN(bound) || !(mean > 0) ? 0 : bound, alarm })
    if (alarm && reset) sum = 0
  }
  return verdicts
}

const usualMeans = ({ counts, frequency }: Series, { first }: Range, m: CusumParams['m']) => {
  if (typeof m === 'number') return () => m
  if (m === 'glm') return yearlyWave(counts.subarray(0, first), frequency)
  if (m !== null) return (period: number) => m[period - first]!
  // Nothing lies before the first period: it stands for itself, as in R
  const before = first === 0 ? counts.subarray(0, 1) : counts.subarray(0, first)
  const mean = before.reduce((sum, count) => sum + count, 0) / before.length
  return () => mean
}

const yearlyWave = (counts: Float64Array, frequency: number) => {
  const design = new Float64Array(counts.length * 3)
  const row = (period: number) => {
    const angle = (2 * Math.PI * (period + 1)) / frequency
    return [1, Math.cos(angle), Math.sin(angle)]
  }
  for (let i = 0; i < counts.length; i++) design.set(row(i), i * 3)
  const fit = poissonRegression({ counts, design, columns: 3 })
  return (period: number) =>
    fit ? Math.exp(row(period).reduce((sum, x, a) => sum + x * fit.coefficients[a]!, 0)) : NaN
}

const transform = (count: number, m: number, trans: Transformation, alpha: number | null): number => {
  switch (trans) {
    case 'standard':
      return (count - m) / Math.sqrt(m)
    case 'rossi':
      return (count - 3 * m + 2 * Math.sqrt(count * m)) / (2 * Math.sqrt(m))
    case 'anscombe':
      return (1.5 * (count ** (2 / 3) - m ** (2 / 3))) / m ** (1 / 6)
    case 'anscombe2nd':
      return (1.5 * (count ** (2 / 3) - m ** (2 / 3) + m ** (-1 / 3) / 9)) / m ** (1 / 6)
    case 'pearsonNegBin':
      return (count - m) / Math.sqrt(m + alpha! * m * m)
    case 'none':
      return count
  }
}

/** The count that would just bring the sum to its limit: the transformation turned round. */
const boundFor = (
  needed: number,
  left: number,
  m: number,
  trans: Transformation,
  alpha: number | null
): number => {
  switch (trans) {
    case 'standard':
      return Math.max(0, Math.ceil(m + Math.sqrt(m) * needed))
    case 'rossi': {
      const square = 4 * m + 2 * Math.sqrt(m) * needed
      return square < 0 ? 0 : (Math.sqrt(square) - Math.sqrt(m)) ** 2
    }
    case 'anscombe':
      return Math.max(0, m ** (2 / 3) + (2 / 3) * m ** (1 / 6) * needed) ** 1.5
    case 'anscombe2nd':
      // not quite the transformation turned round (m^⅓ for m^-⅓), but so R writes it; alarms do not depend on it
      return Math.max(0, m ** (2 / 3) - m ** (1 / 3) / 9 + (2 / 3) * m ** (1 / 6) * needed) ** 1.5
    case 'pearsonNegBin':
      return Math.max(0, m + Math.sqrt(m + alpha! * m * m) * needed)
    case 'none':
      // the sum itself is what is counted: how much of the limit is left
      return Math.max(0, left)
  }
}
