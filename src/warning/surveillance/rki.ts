// The bound of the Robert Koch Institute: mean plus two standard deviations; up to a mean of 20, where counts are not
// normal, the upper confidence limit for a Poisson mean of Crow and Gardner (Biometrika 46, 1959, table 1, 95 %).
import { over, referencePeriods, silent, verdict, type Range, type Series, type Verdict } from './series.ts'

export type RkiParams = {
  /** years to look back */
  b: number
  /** periods before and after the same period in those years, and before this one */
  w: number
  /** whether this year's last `w` periods count */
  actY: boolean
}

const crowAndGardner = [
  3.285, 5.323, 6.686, 8.102, 9.598, 11.177, 12.817, 13.765, 14.921, 16.768, 17.633, 19.05, 20.335, 21.364,
  22.945, 23.762, 25.4, 26.306, 27.735, 28.966, 30.017
]

export const rki = ({ counts, frequency }: Series, range: Range, params: RkiParams): Verdict[] =>
  over(range, period => {
    const periods = referencePeriods(period, params, frequency)
    if (!periods?.length) return silent(period)
    let mean = 0
    for (const p of periods) mean += counts[p]!
    mean /= periods.length
    if (mean <= 20) return verdict(period, counts[period]!, crowAndGardner[Math.floor(mean)]!)
    let squares = 0
    for (const p of periods) squares += (counts[p]! - mean) ** 2
    // a single period has no spread: NaN, nothing is said
    return verdict(period, counts[period]!, mean + 2 * Math.sqrt(squares / (periods.length - 1)))
  })
