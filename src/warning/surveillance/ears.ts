// EARS C1, C2 and C3 (Hutwagner and others 2003; Fricker, Hegler and Dunfee 2008): the count against mean and spread of a
// short moving baseline. Needs no years of history, so it is for series that have just begun.
import { normalUpperQuantile } from '../numbers/distributions.ts'
import { over, verdict, type Range, type Series, type Verdict } from './series.ts'

export type EarsParams = {
  /** C1: baseline just before; C2: two periods apart, so that a slow rise does not hide itself; C3: C2 summed over three periods */
  method: 'C1' | 'C2' | 'C3'
  /** periods in the baseline, at least 3 */
  baseline: number
  /** smallest spread that is believed: without it one event after quiet periods alarms */
  minSigma: number
  /** chance of a false alarm in a period, were counts normal */
  alpha: number
}

/** How many periods must lie before the first that can be judged. */
export const earsHistory = ({ method, baseline }: EarsParams) => baseline + { C1: 0, C2: 2, C3: 4 }[method]

export const ears = ({ counts }: Series, range: Range, params: EarsParams): Verdict[] => {
  const { method, baseline, minSigma, alpha } = params
  const z = normalUpperQuantile(alpha)
  const lag = method === 'C1' ? 0 : 2

  const compare = (period: number) => {
    const from = period - lag - baseline
    let mean = 0
    for (let i = from; i < from + baseline; i++) mean += counts[i]! / baseline
    // counts that are all alike have no spread at all, whatever rounding says
    let squares = 0
    let alike = true
    for (let i = from; i < from + baseline; i++) {
      if (counts[i] !== counts[from]) alike = false
      squares += (counts[i]! - mean) ** 2
    }
    if (alike) mean = counts[from]!
    const spread = Number.isNaN(mean)
      ? NaN
      : Math.max(alike ? 0 : Math.sqrt(squares / (baseline - 1)), minSigma)
    return { mean, spread }
  }
  const excess = (period: number) => {
    const { mean, spread } = compare(period)
    return positive((counts[period]! - mean) / spread - 1)
  }
  return over(range, period => {
    const { mean, spread } = compare(period)
    const bound =
      method === 'C3'
        ? // R adds what is left of z to the count itself and not to the mean; alarms depend on the bound, so it stays
          positive(counts[period]! + spread * (z - excess(period - 1) - excess(period - 2)))
        : mean + z * spread
    return verdict(period, counts[period]!, bound)
  })
}

// Math.max would do the same, but that NaN stays NaN is the point here
const positive = (x: number) => (x < 0 ? 0 : x)
