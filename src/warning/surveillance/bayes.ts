// The Bayesian bound (Riebler 2004; Salmon, Schumacher and Höhle 2016): counts are Poisson, Jeffreys' prior on the mean, so
// the next count is negative binomial. Right for counts of 0 to 20; Fener's default.
import { negativeBinomialTail, negativeBinomialUpperQuantile } from '../numbers/distributions.ts'
import { over, referencePeriods, silent, verdict, type Range, type Series, type Verdict } from './series.ts'

export type BayesParams = {
  /** years to look back */
  b: number
  /** periods before and after the same period in those years, and before this one */
  w: number
  /** whether this year's last `w` periods count */
  actY: boolean
  /** chance of a false alarm in a period */
  alpha: number
}

export const bayes = ({ counts, frequency }: Series, range: Range, params: BayesParams): Verdict[] => {
  // sliding windows meet the same sums again and again
  const known = new Map<number, number>()
  return over(range, period => {
    const periods = referencePeriods(period, params, frequency)
    if (!periods) return silent(period)
    const { sum, n } = totalOf(counts, periods)
    if (n === 0) return silent(period)
    const key = sum * 65_536 + n
    let bound = known.get(key)
    if (bound === undefined) {
      bound = negativeBinomialUpperQuantile(params.alpha, sum + 0.5, n / (n + 1))
      known.set(key, bound)
    }
    return verdict(period, counts[period]!, bound)
  })
}

const totalOf = (counts: Float64Array, periods: readonly number[]) => {
  let sum = 0
  let n = 0
  for (const p of periods)
    if (!Number.isNaN(counts[p]!)) {
      sum += counts[p]!
      n++
    }
  return { sum, n }
}

/**
 * How many events were to be expected from `first` to `last` together, and how often chance alone brings as many as there were;
 * what `bayes` compares the first of them with is compared with all. Undefined where nothing can be said.
 */
export const chanceOfRun = (
  { counts, frequency }: Series,
  { first, last }: Range,
  params: BayesParams
): { observed: number; expected: number; chance: number } | undefined => {
  const { sum, n } = totalOf(counts, referencePeriods(first, params, frequency) ?? [])
  const length = last - first + 1
  const observed = counts.subarray(first, last + 1).reduce((all, count) => all + count, 0)
  if (n === 0 || Number.isNaN(observed)) return undefined
  const size = sum + 0.5
  return {
    observed,
    expected: (size / n) * length,
    chance: negativeBinomialTail(observed - 1, size, n / (n + length))
  }
}
