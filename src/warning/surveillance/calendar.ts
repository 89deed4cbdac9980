// Farrington's method compares the same time of the year: by number of the period, or by date where dates are known. By
// date a year is not always 52 weeks, and a trend runs along days, not along months of unlike length.
import type { Series } from './series.ts'

export type Calendar = {
  /** what a trend runs along */
  time(period: number): number
  /** the same time of the year, so many years ago; undefined where the series does not hold it */
  yearsAgo(period: number, years: number): number | undefined
}

export const byNumber = ({ frequency }: Series): Calendar => ({
  time: period => period,
  yearsAgo: (period, years) => period - years * frequency
})

const day = 86_400_000

/** `dates` at midnight UTC, one a period. Of weeks the nearest one counts, of months the very date. */
export const byDate = (dates: readonly Date[], { frequency }: Series): Calendar => {
  const days = dates.map(date => Math.round(date.getTime() / day))
  const places = new Map(days.map((d, i) => [d, i]))
  return {
    time: period => days[period]!,
    yearsAgo: (period, years) => {
      const then = new Date(dates[period]!)
      then.setUTCFullYear(then.getUTCFullYear() - years)
      const wanted = Math.round(then.getTime() / day)
      if (frequency !== 52) return places.get(wanted)
      const off = (((days[period]! - wanted) % 7) + 7) % 7
      return places.get(wanted + (off <= 3 ? off : off - 7))
    }
  }
}
