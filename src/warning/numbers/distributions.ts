// Distribution functions and quantiles. A quantile of counts is the smallest count whose distribution function reaches p.
import { incompleteBeta, incompleteGamma } from './gamma.ts'

/** P(Z ≤ z) for the standard normal distribution, and P(Z > z). */
export const normal = (z: number): { lower: number; upper: number } => {
  const { lower, upper } = incompleteGamma(0.5, (z * z) / 2)
  return z < 0 ? { lower: upper / 2, upper: (1 + lower) / 2 } : { lower: (1 + lower) / 2, upper: upper / 2 }
}

/** The z with P(Z > z) = tail, for 0 ≤ tail ≤ 1: a rational guess, then Newton steps to full precision. */
export const normalUpperQuantile = (tail: number): number => {
  if (tail <= 0) return Infinity
  if (tail >= 1) return -Infinity
  if (tail > 0.5) return -normalUpperQuantile(1 - tail)
  const t = Math.sqrt(-2 * Math.log(tail))
  let z =
    t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  for (let k = 0; k < 3; k++) {
    const step = (normal(z).upper - tail) * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2)
    // Halley's third order: two rounds reach the last digit
    z += step / (1 + (z * step) / 2)
  }
  return z
}

/** P(|T| > |t|) for Student's distribution with `df` degrees of freedom. */
export const studentTwoSided = (t: number, df: number): number =>
  incompleteBeta(df / 2, 0.5, df / (df + t * t)).lower

/** P(X > k) for a Poisson count with this mean. */
const poissonTail = (k: number, mean: number) => (k < 0 ? 1 : incompleteGamma(k + 1, mean).lower)

/** P(X > k) for a negative binomial count: `size` successes, each with probability `success`. */
export const negativeBinomialTail = (k: number, size: number, success: number) =>
  k < 0 ? 1 : incompleteBeta(size, k + 1, success).upper

// The smallest count whose upper tail is at most `tail`. A tail that misses by rounding alone counts as reached: without
// that, a count that sits exactly on the boundary would be one higher on some machines.
const countQuantile = (tail: number, guess: number, tailOf: (k: number) => number): number => {
  if (!Number.isFinite(guess)) return guess
  const reached = (k: number) => tailOf(k) <= tail + 64 * Number.EPSILON * (1 - tail)
  let high = Math.max(0, Math.floor(guess))
  let step = 1
  while (!reached(high)) {
    high += step
    step *= 2
  }
  let low = high - 1
  for (step = 1; low >= 0 && reached(low); step *= 2) {
    high = low
    low -= step
  }
  if (low < -1) low = -1
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (reached(middle)) high = middle
    else low = middle
  }
  return high
}

/** The smallest k with P(X > k) ≤ tail. A mean of 0 gives 0. */
export const poissonUpperQuantile = (tail: number, mean: number): number => {
  if (mean === 0 || tail >= 1) return 0
  if (tail <= 0) return Infinity
  return countQuantile(tail, mean + normalUpperQuantile(tail) * Math.sqrt(mean), k => poissonTail(k, mean))
}

/** The smallest k with P(X > k) ≤ tail, for `size` > 0 (not only whole) and 0 < success ≤ 1. */
export const negativeBinomialUpperQuantile = (tail: number, size: number, success: number): number => {
  if (success >= 1 || tail >= 1) return 0
  if (tail <= 0) return Infinity
  const mean = (size * (1 - success)) / success
  const summed = mean < 200 ? byAdding(tail, size, success) : undefined
  if (summed !== undefined) return summed
  const guess = mean + normalUpperQuantile(tail) * Math.sqrt(mean / success)
  return countQuantile(tail, guess, k => negativeBinomialTail(k, size, success))
}

/**
 * The same for small counts, by adding one probability after the other: no gamma function is needed, and these are the counts
 * Fener has. Undefined where rounding could decide: there the exact tail must be asked.
 */
const byAdding = (tail: number, size: number, success: number): number | undefined => {
  const failure = 1 - success
  let probability = success ** size
  let left = 1
  for (let k = 0; k < 10_000; k++) {
    left -= probability
    if (Math.abs(left - tail) < 1e-12 + tail * 1e-9) return undefined
    if (left < tail) return k
    probability *= (failure * (size + k)) / (k + 1)
  }
  return undefined
}
