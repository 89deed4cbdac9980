// A series of counts by week or month, and what a method says about it.

export type Series = {
  /** counts by period, the oldest first; NaN where a count is missing */
  counts: Float64Array
  /** periods a year: 52, 12 … */
  frequency: number
  /** persons at risk by period, where known */
  population?: Float64Array
}

/** First and last monitored period, counted from 0, both included. */
export type Range = { first: number; last: number }

export type Verdict = {
  /** the period, counted from 0 */
  period: number
  /** what the count must exceed to be unusual (for the likelihood-ratio chart: its value); null where nothing can be said */
  bound: number | null
  /** null where nothing can be said */
  alarm: boolean | null
}

/** Nothing is said: too little history, or counts are missing. */
export const silent = (period: number): Verdict => ({ period, bound: null, alarm: null })

/** An alarm is a count strictly above the bound. */
export const verdict = (period: number, count: number, bound: number): Verdict =>
  Number.isNaN(bound) ? silent(period) : { period, bound, alarm: Number.isNaN(count) ? null : count > bound }

export const over = (range: Range, judge: (period: number) => Verdict): Verdict[] =>
  Array.from({ length: range.last - range.first + 1 }, (_, i) => judge(range.first + i))

/**
 * The periods that bayes and rki compare with: `w` before and after the same period in each of the last `b` years and, with
 * `thisYear`, the `w` just before. Undefined where the series does not reach back that far.
 */
export const referencePeriods = (
  period: number,
  { b, w, actY }: { b: number; w: number; actY: boolean },
  frequency: number
): number[] | undefined => {
  const periods: number[] = []
  if (actY) {
    for (let i = period - w; i < period; i++) periods.push(i)
    // R's sequence t-w … t-1 runs backwards when w is 0, and so it takes the period itself and the one before; kept so
    // that bounds agree. Not a setting to use: a period is compared with itself
    if (w === 0) periods.push(...(period > 0 ? [period, period - 1] : [period]))
  }
  for (let year = 1; year <= b; year++)
    for (let i = -w; i <= w; i++) periods.push(period - year * frequency + i)
  return Math.min(...periods) < 0 ? undefined : periods
}
