// The drawing of a series: a line, the band of what is usual, alarms. Words stand beside it in the page, so that they keep their
// size on a phone; here are only figures, in units of a box of 100 × 100 that is stretched to its place.
import type { ShownPeriod } from './shown.ts'

/** The smallest round number the axis reaches, with room above the highest. */
export const topOf = (highest: number): number => {
  const wanted = Math.max(4, highest)
  const step = 10 ** Math.floor(Math.log10(wanted))
  return [1, 2, 4, 5, 6, 8, 10].map(n => n * step).find(n => n >= wanted)!
}

const round = (x: number) => Math.round(x * 100) / 100

export type Drawing = {
  top: number
  line: string
  /** Closed shapes: periods of which nothing is known have no band. */
  bands: string[]
  dots: { at: number; path: string; level: NonNullable<ShownPeriod['level']>; runs: boolean }[]
}

export const draw = (periods: readonly ShownPeriod[]): Drawing => {
  const top = topOf(Math.max(...periods.flatMap(({ count, high }) => [count ?? 0, high ?? 0])))
  const x = (i: number) => round(periods.length < 2 ? 50 : (100 * i) / (periods.length - 1))
  const y = (n: number) => round(100 - (100 * n) / top)
  const line = periods.map(({ count }, i) => `${i ? 'L' : 'M'}${x(i)} ${y(count ?? 0)}`).join('')
  return {
    top,
    line,
    bands: runsOf(periods).map(([first, last]) => {
      const inside = periods.slice(first, last + 1)
      const upper = inside.map(({ high }, i) => `${x(first + i)} ${y(high!)}`)
      const lower = inside.map(({ low }, i) => `${x(first + i)} ${y(low!)}`)
      return `M${[...upper, ...lower.reverse()].join('L')}Z`
    }),
    // a stroke of no length with a round end is a dot that keeps its shape when the box is stretched
    dots: periods.flatMap(({ count, level, runs }, i) =>
      level && level !== 'usual' ? [{ at: i, path: `M${x(i)} ${y(count ?? 0)}h0`, level, runs }] : []
    )
  }
}

/** First and last of each stretch of periods with a band. */
const runsOf = (periods: readonly ShownPeriod[]): [number, number][] => {
  const runs: [number, number][] = []
  periods.forEach(({ high }, i) => {
    if (high === null) return
    const last = runs.at(-1)
    if (last && last[1] === i - 1) last[1] = i
    else runs.push([i, i])
  })
  return runs.filter(([first, last]) => last > first)
}
