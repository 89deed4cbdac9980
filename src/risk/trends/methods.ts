// Every method the strategy's statisticians would ask, each where its history reaches; what each means is in src/locales/risk-trends.
import { byDate, detect, type Detection } from '#warning/index.ts'
import { asSeries, bayesAt } from './judge.ts'
import { periodsAYear, type Unit } from './periods.ts'
import type { CountSeries } from './series.ts'

export const methods = ['bayes', 'ears-c1', 'ears-c2', 'ears-c3', 'cusum', 'rki', 'farrington'] as const
export type Method = (typeof methods)[number]

export type Opinion = {
  method: Method
  /** Whole periods still missing before it says anything; 0: it was applied. */
  missing: number
  /** Of the looked-at periods, which it calls unusual: positions in the series, the oldest first. */
  alarms: number[]
}

/** Whole periods that must lie before the first it judges. */
export const historyOf = (method: Method, unit: Unit): number => {
  const year = periodsAYear[unit]
  const around = unit === 'week' ? 4 : 1
  const needed: Record<Method, number> = {
    bayes: year + around,
    'ears-c1': 7,
    'ears-c2': 9,
    'ears-c3': 11,
    // its usual mean is that of what lies before
    cusum: year / 2,
    rki: 2 * year + around,
    farrington: 5 * year + around
  }
  return needed[method]
}

const detectionOf = (method: Method, unit: Unit, period: number): Detection => {
  const around = unit === 'week' ? 4 : 1
  switch (method) {
    case 'bayes':
      return { method: 'bayes', params: { ...bayesAt(unit, period)!, alpha: 0.01 } }
    case 'ears-c1':
    case 'ears-c2':
    case 'ears-c3': {
      const kind = method === 'ears-c1' ? 'C1' : method === 'ears-c2' ? 'C2' : 'C3'
      const alpha = kind === 'C3' ? 0.025 : 0.001
      return { method: 'earsC', params: { method: kind, baseline: 7, minSigma: 1, alpha } }
    }
    case 'cusum':
      return {
        method: 'cusum',
        params: { k: 1.04, h: 2.26, m: null, trans: 'rossi', alpha: null, reset: true }
      }
    case 'rki':
      return { method: 'rki', params: { b: 2, w: around, actY: true } }
    case 'farrington':
      return {
        method: 'farringtonFlexible',
        params: {
          b: 5,
          w: unit === 'week' ? 3 : 1,
          reweight: true,
          weightsThreshold: 2.58,
          alpha: 0.01,
          trend: true,
          pThresholdTrend: 0.05,
          limit54: [5, 4],
          powertrans: '2/3',
          noPeriods: unit === 'week' ? 10 : 4,
          pastWeeksNotIncluded: unit === 'week' ? 26 : 6,
          populationOffset: false,
          thresholdMethod: 'nbPlugin'
        }
      }
  }
}

/** One event alone is not an alarm, whatever a method that knows no small numbers says. */
const leastEvents = 2

/** What each method says of the last `look` whole periods; the one that runs is not over and is left out. */
export const opinions = (given: CountSeries, look: number): Opinion[] => {
  const whole: CountSeries = {
    ...given,
    starts: given.starts.slice(0, -1),
    counts: given.counts.slice(0, -1)
  }
  const series = asSeries(whole)
  const length = whole.counts.length
  const calendar = byDate(
    whole.starts.map(day => new Date(`${day}T00:00:00Z`)),
    series
  )
  return methods.map(method => {
    const history = historyOf(method, given.unit)
    if (length <= history) return { method, missing: history + 1 - length, alarms: [] }
    const first = Math.max(history, length - look)
    const said =
      method === 'bayes'
        ? Array.from({ length: length - first }, (_, i) => first + i).flatMap(period =>
            detect(series, { first: period, last: period }, detectionOf(method, given.unit, period))
          )
        : detect(series, { first, last: length - 1 }, detectionOf(method, given.unit, first), calendar)
    const alarms = said.filter(({ alarm, period }) => alarm && whole.counts[period]! >= leastEvents)
    return { method, missing: 0, alarms: alarms.map(({ period }) => period) }
  })
}
