import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CountedDay } from '#kernel/counted-source.ts'
import { draw, topOf } from './chart.ts'
import { judge, levels, missingUntilSaid } from './judge.ts'
import { historyOf, methods, opinions } from './methods.ts'
import { later, periodsBetween, startOf, units } from './periods.ts'
import { riseId, riseOf, risesWorthAnAlert, type Watched } from './rises.ts'
import { everything, seriesOf, type CountSeries } from './series.ts'
import { classOf, shownPeriods } from './shown.ts'
import { filtersOf, watchedOf } from './watched.ts'

const weeks = (counts: number[]): CountSeries => ({
  unit: 'week',
  starts: counts.map((_, i) => later('week', '2021-01-04', i)),
  counts
})
/** Three years of one or two a week, and then what is asked. */
const usual = Array.from({ length: 3 * 52 + 10 }, (_, i) => 1 + (i % 2))
const watch = (counts: number[], filter = everything): Watched => ({
  source: 'reports',
  filter,
  series: weeks(counts)
})

describe('periods', () => {
  it('are weeks from Monday and calendar months', () => {
    expect(startOf('week', '2026-11-29')).toBe('2026-11-23')
    expect(startOf('week', '2026-11-23')).toBe('2026-11-23')
    expect(startOf('month', '2026-11-29')).toBe('2026-11-01')
    expect(later('month', '2026-11-29', 2)).toBe('2027-01-01')
    expect(periodsBetween('week', '2026-11-29', '2026-11-30')).toBe(1)
  })
  it('count forward what they count back', () =>
    fc.assert(
      fc.property(fc.constantFrom(...units), fc.integer({ min: -400, max: 400 }), (unit, n) => {
        expect(periodsBetween(unit, '2026-03-15', later(unit, '2026-03-15', n))).toBe(n)
      })
    ))
})

describe('a series', () => {
  const row = (day: string, n: number, rest: Partial<CountedDay> = {}): CountedDay => ({
    day,
    settlement: null,
    sign: null,
    category: null,
    n,
    ...rest
  })
  const rows = [
    row('2026-11-04', 9),
    row('2026-11-09', 2, { settlement: 'domorovce' }),
    row('2026-11-15', 1),
    row('2026-11-24', 4, { sign: 'oblik-radna' }),
    row('2026-12-24', 7)
  ]
  const over = { unit: 'week' as const, since: '2026-11-03', today: '2026-11-25' }
  it('begins with the first whole period and ends with the one that runs', () => {
    expect(seriesOf(rows, over)).toEqual({
      unit: 'week',
      starts: ['2026-11-09', '2026-11-16', '2026-11-23'],
      counts: [3, 0, 4]
    })
    expect(seriesOf(rows, { ...over, since: '2026-11-02' }).counts).toEqual([9, 3, 0, 4])
    expect(seriesOf(rows, { ...over, since: '2026-11-25' }).counts).toEqual([])
  })
  it('holds only what was asked for', () => {
    expect(seriesOf(rows, over, { ...everything, settlement: 'domorovce' }).counts).toEqual([2, 0, 0])
    expect(seriesOf(rows, over, { ...everything, sign: 'oblik-radna' }).counts).toEqual([0, 0, 4])
  })
  it('is watched as a whole, by each code, and by place and sign together', () => {
    const both = row('2026-11-10', 1, { settlement: 'ranilug', sign: 'recruitment', category: 'rk-deca' })
    expect(filtersOf([...rows, both])).toHaveLength(1 + 2 + 2 + 1 + 1)
    expect(watchedOf('calls', { rows, since: '2026-01-01', today: '2026-11-25' })).toHaveLength(6)
  })
})

describe('what is usual', () => {
  it('is nothing at all before there is enough to compare with', () => {
    const judged = judge(weeks([9, 9, 9, 9, 9, 9, 9, 9, 99]))
    expect(judged.every(({ level, high }) => level === null && high === null)).toBe(true)
    expect(missingUntilSaid(weeks([1, 2, 3]))).toBe(7)
    expect(missingUntilSaid(weeks(usual))).toBe(0)
  })
  it('is said by EARS in the first year and by the Bayesian bound afterwards', () => {
    const judged = judge(weeks(usual))
    expect(judged[9]!.by).toBe('ears')
    expect(judged[55]!.by).toBe('ears')
    expect(judged[56]!.by).toBe('bayes')
  })
  it('grows in three steps, and two events are never well above', () => {
    const after = (n: number) => judge(weeks([...usual, n, 0])).at(-2)!.level
    expect([4, 5, 6, 9].map(after)).toEqual(['usual', 'little', 'well', 'far'])
    const quiet = (n: number) => judge(weeks([...usual.map(() => 0), n, 0])).at(-2)!.level
    expect([1, 2, 3].map(quiet)).toEqual(['usual', 'little', 'far'])
  })
  it('is never said of the period that runs, but above is', () => {
    expect(judge(weeks([...usual, 0])).at(-1)!.level).toBeNull()
    expect(judge(weeks([...usual, 9])).at(-1)!.level).toBe('far')
  })
  it('holds: more is never less above, and the band holds no count that is above', () =>
    fc.assert(
      fc.property(
        fc.array(fc.nat(6), { minLength: 70, maxLength: 120 }),
        fc.nat(12),
        fc.nat(12),
        (counts, n, more) => {
          const at = (last: number) => judge(weeks([...counts, last, 0])).at(-2)!
          const low = at(n)
          expect(levels.indexOf(at(n + more).level!)).toBeGreaterThanOrEqual(levels.indexOf(low.level!))
          expect(low.low!).toBeLessThanOrEqual(low.high!)
          if (low.level !== 'usual') expect(n).toBeGreaterThan(low.high!)
        }
      ),
      { numRuns: 60 }
    ))
})

describe('methods', () => {
  it('say how much is missing instead of something', () => {
    for (const method of methods) {
      const needed = historyOf(method, 'week')
      const [before, after] = [needed, needed + 1].map(whole =>
        opinions(weeks(Array.from({ length: whole + 1 }, (_, i) => i % 3)), 52).find(
          one => one.method === method
        )!
      )
      expect(before, method).toEqual({ method, missing: 1, alarms: [] })
      expect(after!.missing, method).toBe(0)
    }
  })
  it('all see a wave after five quiet years, and none a single event', () => {
    const years = Array.from({ length: 5 * 52 + 20 }, (_, i) => (i % 4 ? 0 : 1))
    const wave = weeks([...years, 6, 8, 9, 0])
    for (const { method, alarms } of opinions(wave, 8))
      expect(alarms.at(-1), method).toBeGreaterThanOrEqual(years.length)
    for (const { method, alarms } of opinions(weeks([...years.map(() => 0), 1, 0]), 8))
      expect(alarms, method).toEqual([])
  })
})

describe('a rise', () => {
  it('is the run above usual that reaches up to now, with how seldom chance alone brings as much', () => {
    const rise = riseOf(watch([...usual, 6, 7, 0]))!
    expect(rise).toMatchObject({
      periods: 2,
      observed: 13,
      level: 'well',
      since: later('week', '2021-01-04', 166)
    })
    expect(rise.usual).toBeCloseTo(2.94, 1)
    expect(rise.onceInYears).toBeGreaterThan(100)
    expect(riseOf(watch([...usual, 6, 7, 1, 0]))).toBeUndefined()
  })
  it('stays the same alert while it grows', () => {
    const before = riseOf(watch([...usual, 6, 7]))!
    const after = riseOf(watch([...usual, 6, 7, 9, 0]))!
    expect(after.observed).toBeGreaterThan(before.observed)
    expect(riseId(after)).toBe(riseId(before))
  })
  it('is told once: by the place and kind where it is least likely', () => {
    const work = { settlement: 'domorovce', sign: 'oblik-radna', category: null } as const
    const rises = risesWorthAnAlert([
      watch([...usual, 8, 0]),
      watch([...usual.map(() => 0), 6, 0], work),
      watch([...usual, 2, 0], { ...everything, settlement: 'ranilug' })
    ])
    expect(rises.map(({ filter }) => filter)).toEqual([work])
  })
  it('must be the rarer, the more series are looked at', () => {
    const one = watch([...usual, 6, 0])
    const many = (n: number) =>
      Array.from({ length: n }, (_, i) => watch([...usual, 1, 0], { ...everything, settlement: `s-${i}` }))
    expect(risesWorthAnAlert([one, ...many(3)])).toHaveLength(1)
    expect(risesWorthAnAlert([one, ...many(300)])).toHaveLength(0)
    // series in which nothing ever happens are no tries of chance
    const asleep = many(300).map(({ series, ...rest }) => ({
      ...rest,
      series: { ...series, counts: series.counts.map(() => 0) }
    }))
    expect(risesWorthAnAlert([one, ...asleep])).toHaveLength(1)
  })
})

describe('what readers see', () => {
  const series = weeks([...usual, 3, 12])
  it('is plain for the circle and a class for other staff', () => {
    const plain = shownPeriods(series, { audience: 'team', of: 'reports' }, 3)
    expect(plain.map(({ count, runs }) => [count, runs])).toEqual([
      [2, false],
      [3, false],
      [12, true]
    ])
    const others = shownPeriods(series, { audience: 'staff', of: 'reports' }, 3)
    expect(others.map(({ count, class: c, level }) => [count, c, level])).toEqual([
      [null, 'few', null],
      [null, 'few', null],
      [null, '10-19', 'far']
    ])
    expect(others.every(({ low, high }) => low === null && high === null)).toBe(true)
  })
  it('has one class for 1 to 4, whatever is counted', () => {
    expect([0, 1, 4, 5, 9, 10, 19, 20].map(n => classOf(n, 'reports'))).toEqual([
      '0',
      'few',
      'few',
      '5-9',
      '5-9',
      '10-19',
      '10-19',
      '20+'
    ])
  })
})

describe('the drawing', () => {
  it('reaches a round number above everything and leaves no band where nothing is known', () => {
    expect([0, 3, 5, 11, 47, 180].map(topOf)).toEqual([4, 4, 5, 20, 50, 200])
    const drawing = draw(shownPeriods(weeks([...usual, 12, 0]), { audience: 'team', of: 'reports' }, 52))
    expect(drawing.bands).toHaveLength(1)
    expect(drawing.dots).toHaveLength(1)
    expect(draw(shownPeriods(weeks([1, 2]), { audience: 'team', of: 'reports' }, 52)).bands).toEqual([])
  })
})
