// A series as this reader may see it. Members of the early-warning circle see counts and what is usual; other staff see months
// only, and classes instead of numbers, so that no two tables can be subtracted from each other.
import { protect, smallestShown, type Audience, type Sensitive } from '#kernel/small-numbers.ts'
import type { Day } from '#kernel/period.ts'
import { judge, type Level } from './judge.ts'
import type { CountSeries } from './series.ts'

/** The classes of the map: none, fewer than 5, and three more. */
export const classes = ['0', 'few', '5-9', '10-19', '20+'] as const
export type CountClass = (typeof classes)[number]

export type ShownPeriod = {
  start: Day
  /** It runs, and may still grow. */
  runs: boolean
  /** Null for readers outside the circle. */
  count: number | null
  class: CountClass
  level: Level | null
  low: number | null
  high: number | null
}

export const classOf = (n: number, of: Sensitive): CountClass => {
  const shown = protect(n, { audience: 'staff', of })
  if (!('shown' in shown)) return 'few'
  if (shown.shown === 0) return '0'
  return n < smallestShown ? 'few' : n < 10 ? '5-9' : n < 20 ? '10-19' : '20+'
}

/** The last `look` periods. */
export const shownPeriods = (
  series: CountSeries,
  to: { audience: Audience; of: Sensitive },
  look: number,
  judged = judge(series)
): ShownPeriod[] => {
  const team = to.audience === 'team'
  const first = Math.max(0, series.counts.length - look)
  return series.counts.slice(first).map((n, i) => {
    const { level, low, high } = judged[first + i]!
    return {
      start: series.starts[first + i]!,
      runs: first + i === series.counts.length - 1,
      count: team ? n : null,
      class: classOf(n, to.of),
      // of a small number its level would tell more than its class does
      level: team || n === 0 || n >= smallestShown ? level : null,
      low: team ? low : null,
      high: team ? high : null
    }
  })
}
