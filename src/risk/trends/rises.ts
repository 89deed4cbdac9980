// Which rises are worth a person's time. Many series are looked at every night, so each alone must be rarer than chance would
// make it among all of them: together they raise about four false alerts a year, not one a week.
import { chanceOfRun } from '#warning/index.ts'
import type { SourceCode } from '#kernel/counted-source.ts'
import type { Day } from '#kernel/period.ts'
import { asSeries, bayesAt, judge, levels, type Judged, type Level } from './judge.ts'
import { periodsAYear, periodsBetween, type Unit } from './periods.ts'
import type { CountSeries, Filter } from './series.ts'

export const falseAlertsAYear = 4
/** Beyond this nobody can say how seldom: no series is that long. */
export const mostYears = 100
const never = 1e9

export type Watched = { source: SourceCode; filter: Filter; series: CountSeries }
export type Rise = {
  source: SourceCode
  filter: Filter
  unit: Unit
  since: Day
  until: Day
  periods: number
  observed: number
  /** What was to be expected in as many periods. */
  usual: number
  level: Exclude<Level, 'usual'>
  /** How often chance alone brings as much in this series: about once in so many years. Absent for a series without a past year. */
  onceInYears?: number
}

const isAbove = (judged: Judged | undefined): boolean => levels.indexOf(judged?.level ?? 'usual') > 0

/** The run of periods above what is usual that reaches up to now, or to the last whole period. Undefined where there is none. */
export const runUpToNow = (judged: readonly Judged[]): { first: number; last: number } | undefined => {
  let last = judged.length - 1
  if (!isAbove(judged[last])) last--
  if (!isAbove(judged[last])) return undefined
  let first = last
  while (first > 0 && isAbove(judged[first - 1])) first--
  return { first, last }
}

/** The rise a series shows now, whether or not it is worth an alert. */
export const riseOf = ({ source, filter, series }: Watched, judged = judge(series)): Rise | undefined => {
  const run = runUpToNow(judged)
  if (!run) return undefined
  const { unit, starts } = series
  const periods = run.last - run.first + 1
  const params = bayesAt(unit, run.first)
  const chance = params && chanceOfRun(asSeries(series), run, { ...params, alpha: 0 })
  const ofRun = judged.slice(run.first, run.last + 1)
  const highest = Math.max(...ofRun.map(({ level }) => levels.indexOf(level!)))
  const before = series.counts.slice(Math.max(0, run.first - 9), run.first)
  const mean = before.reduce((sum, n) => sum + n, 0) / Math.max(1, before.length)
  return {
    source,
    filter,
    unit,
    since: starts[run.first]!,
    until: starts[run.last]!,
    periods,
    observed: series.counts.slice(run.first, run.last + 1).reduce((sum, n) => sum + n, 0),
    usual: chance?.expected ?? mean * periods,
    level: levels[highest] as Rise['level'],
    ...(chance && {
      onceInYears: Math.min(never, periods / (chance.chance * periodsAYear[unit]))
    })
  }
}

const narrowness = (filter: Filter): number => Object.values(filter).filter(value => value !== null).length

/** One more general than the other, or the same: they tell of the same events. */
const nested = (a: Filter, b: Filter): boolean =>
  (['settlement', 'sign', 'category'] as const).every(
    key => a[key] === null || b[key] === null || a[key] === b[key]
  )

/** Signs about nobody need be compared: a series that was silent for a year is not among those that can alarm by chance. */
const isAwake = ({ series: { unit, counts } }: Watched): boolean =>
  counts.slice(-periodsAYear[unit] - 1).some(n => n > 0)

/** Those that become alerts, the least likely first, each event told of once. */
export const risesWorthAnAlert = (watched: readonly Watched[]): Rise[] => {
  const awake = watched.filter(isAwake)
  const rises = awake
    .flatMap(one => riseOf(one) ?? [])
    .filter(({ level, onceInYears }) =>
      onceInYears === undefined
        ? level === 'far'
        : level !== 'little' && onceInYears >= awake.length / falseAlertsAYear
    )
    .toSorted(
      (a, b) =>
        (b.onceInYears ?? 0) - (a.onceInYears ?? 0) ||
        // of the same events the name that says more
        narrowness(b.filter) - narrowness(a.filter) ||
        b.observed - a.observed
    )
  return rises.filter(
    (rise, i) =>
      !rises
        .slice(0, i)
        .some(
          before =>
            before.source === rise.source && nested(before.filter, rise.filter) && overlap(before, rise)
        )
  )
}

const overlap = (a: Rise, b: Rise): boolean =>
  periodsBetween('month', a.since, b.until) >= 0 && periodsBetween('month', b.since, a.until) >= 0

/** The same rise is the same alert, however many nights it is seen and however long it grows. */
export const riseId = ({ source, filter: { settlement, sign, category }, unit, since }: Rise): string =>
  [source, settlement ?? '-', sign ?? '-', category ?? '-', unit, since].join(':')
