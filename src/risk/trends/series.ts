// Days and codes become a series: counts by week or month from the first whole period the network knows to the one that runs.
import type { CountedDay } from '#kernel/counted-source.ts'
import type { SignKind } from '#kernel/htcds-strategy.ts'
import type { Day } from '#kernel/period.ts'
import { later, periodsBetween, startOf, type Unit } from './periods.ts'

/** Which of the counted things; null: all of them. */
export type Filter = { settlement: string | null; sign: SignKind | null; category: string | null }
export const everything: Filter = { settlement: null, sign: null, category: null }

export type CountSeries = {
  unit: Unit
  /** First day of each period; the last is the one that runs and may still grow. */
  starts: Day[]
  counts: number[]
}

export const matches = (row: CountedDay, { settlement, sign, category }: Filter): boolean =>
  (settlement === null || row.settlement === settlement) &&
  (sign === null || row.sign === sign) &&
  (category === null || row.category === category)

/**
 * `since`: the day from which things were counted at all. A period that had begun before is left out, for it would look quiet.
 * Days to come do not count.
 */
export const seriesOf = (
  rows: readonly CountedDay[],
  { unit, since, today }: { unit: Unit; since: Day; today: Day },
  filter: Filter = everything
): CountSeries => {
  const first = startOf(unit, since) === since ? since : later(unit, since, 1)
  const length = Math.max(0, periodsBetween(unit, first, today) + 1)
  const counts = Array.from({ length }, () => 0)
  for (const row of rows) {
    const at = periodsBetween(unit, first, row.day)
    if (row.day <= today && at >= 0 && matches(row, filter)) counts[at]! += row.n
  }
  return { unit, starts: counts.map((_, i) => later(unit, first, i)), counts }
}
