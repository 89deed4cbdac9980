import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byDate } from './calendar.ts'
import { detect, type Detection } from './detect.ts'
import { referenceFor } from './farrington-reference.ts'
import { methods, readDetection } from './parameters.ts'

const say = (counts: number[], first: number, how: Detection, frequency = 52) =>
  detect({ counts: Float64Array.from(counts), frequency }, { first, last: counts.length - 1 }, how)
const chosen = (method: (typeof methods)[number], params: object = {}, monitored = 1) =>
  readDetection(method, params, { frequency: 12, monitored }).how

describe('worked by hand', () => {
  test('Bayes: six quiet weeks allow one event, not two', () => {
    // negative binomial with 1/2 successes of 6/7: P(0) = 0.926, P(≤ 1) = 0.992
    expect(say([0, 0, 0, 0, 0, 0, 1], 6, chosen('bayes'))).toEqual([{ period: 6, bound: 1, alarm: false }])
    expect(say([0, 0, 0, 0, 0, 0, 2], 6, chosen('bayes'))[0]!.alarm).toBe(true)
  })

  test('EARS C1: mean 2, spread 1, bound 2 + 3.09', () => {
    const how = chosen('earsC', { baseline: 3 })
    expect(say([1, 2, 3, 6], 3, how)[0]!.bound).toBeCloseTo(5.090232306, 8)
    expect(say([1, 2, 3, 6], 3, how)[0]!.alarm).toBe(true)
  })

  test('EARS: after equal counts one event alarms, unless a smallest spread is set', () => {
    expect(say([0, 0, 0, 1], 3, chosen('earsC', { baseline: 3 }))[0]!.alarm).toBe(true)
    expect(say([0, 0, 0, 1], 3, chosen('earsC', { baseline: 3, minSigma: 1 }))[0]!.alarm).toBe(false)
  })

  test('RKI: up to a mean of 20 by the table, then two standard deviations', () => {
    const how = chosen('rki', { b: 0, w: 2, actY: true })
    expect(say([1, 2, 6], 2, how)[0]).toEqual({ period: 2, bound: 5.323, alarm: true })
    expect(say([30, 32, 40], 2, how)[0]!.bound).toBeCloseTo(31 + 2 * Math.SQRT2, 10)
  })

  test('CUSUM: excess adds up, alarms at the limit, and with reset starts again', () => {
    // mean 4: a count of 8 is two standard deviations; 2 − 1 each time
    const params = { m: 4, k: 1, h: 2, trans: 'standard' }
    const alarms = (reset: boolean) =>
      say([8, 8, 8, 8], 0, chosen('cusum', { ...params, reset })).map(({ alarm }) => alarm)
    expect(alarms(false)).toEqual([false, true, true, true])
    expect(alarms(true)).toEqual([false, true, false, true])
  })

  test('likelihood ratio: 4 where 1 was usual gives 4 ln 4 − 3', () => {
    const [said] = say([4], 0, chosen('glrpois', { mu0: [1], ret: 'value' }))
    expect(said!.bound).toBeCloseTo(4 * Math.log(4) - 3, 12)
    // 6 ln 6 − 5 = 5.75 is the first above 5
    expect(say([4], 0, chosen('glrpois', { mu0: [1], ret: 'cases' }))[0]!.bound).toBe(6)
  })

  test('Farrington: the year in windows, and the rest in parts as equal as can be', () => {
    const options = { w: 3, noPeriods: 10, pastNotIncluded: 26 }
    const { periods, levels } = referenceFor(249, [249, 197, 145, 93], options, 52)
    expect(periods[0]).toBe(90)
    expect(periods.at(-1)).toBe(222)
    expect(levels.filter(level => level === 0)).toHaveLength(21)
    expect(levels.filter(level => level === 9)).toHaveLength(10)
    expect(referenceFor(249, [249, 197], { ...options, noPeriods: 1 }, 52).periods).toEqual([
      194, 195, 196, 197, 198, 199, 200
    ])
  })

  test('by date a year ago is the nearest week', () => {
    const dates = Array.from({ length: 400 }, (_, i) => new Date(Date.UTC(2001, 0, 1 + 7 * i)))
    const calendar = byDate(dates, { counts: new Float64Array(400), frequency: 52 })
    expect([1, 2, 3, 4, 5].map(years => 299 - calendar.yearsAgo(299, years)!)).toEqual([
      52, 104, 157, 209, 261
    ])
  })
})

describe('where data are too few nothing is said', () => {
  const short = [0, 2, 1, 0, 3]
  test.each([
    chosen('earsC', { method: 'C3' }),
    chosen('bayes', { b: 1 }),
    chosen('rki'),
    chosen('farringtonFlexible')
  ])('$method', how => {
    for (const { bound, alarm } of say(short, 0, how, 12)) expect([bound, alarm]).toEqual([null, null])
  })

  test('a missing count has no alarm', () => {
    expect(say([1, 2, 3, NaN], 3, chosen('earsC', { baseline: 3 }))[0]!.alarm).toBe(null)
  })
})

describe('laws', () => {
  const months = fc.array(fc.oneof(fc.nat(8), fc.nat(300), fc.constant(NaN)), {
    minLength: 70,
    maxLength: 80
  })
  const some: Detection[] = [
    ...(['C1', 'C2', 'C3'] as const).map(method => chosen('earsC', { method })),
    chosen('bayes', { b: 1, w: 2 }),
    chosen('rki', { b: 1, w: 2 }),
    chosen('cusum', { trans: 'rossi' }),
    chosen('glrpois', { ret: 'value' }),
    chosen('farringtonFlexible', { b: 4, w: 1, limit54: [0, 4], thresholdMethod: 'muan', noPeriods: 4 }),
    chosen('farringtonFlexible', { b: 3, w: 1 })
  ]

  test('no bound is NaN, none is below nought', () => {
    fc.assert(
      fc.property(months, fc.constantFrom(...some), (counts, how) => {
        for (const { bound } of say(counts, 60, how, 12))
          if (bound !== null) expect(bound).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 150 }
    )
  })

  test('an alarm is a count above its bound', () => {
    const simple = some.filter(({ method }) => method !== 'cusum' && method !== 'glrpois')
    fc.assert(
      fc.property(months, fc.constantFrom(...simple), (counts, how) => {
        for (const { period, bound, alarm } of say(counts, 60, how, 12))
          if (bound !== null && alarm !== null) expect(alarm).toBe(counts[period]! > bound)
      }),
      { numRuns: 150 }
    )
  })

  test('what comes later changes nothing that was said', () => {
    fc.assert(
      fc.property(months, fc.constantFrom(...some), (counts, how) => {
        const before = say(counts.slice(0, -3), 60, how, 12)
        expect(say(counts, 60, how, 12).slice(0, before.length)).toEqual(before)
      }),
      { numRuns: 150 }
    )
  })
})
