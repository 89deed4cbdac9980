import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, year } from '#kernel/period.ts'
import { contributionFaults, type Indicator } from './indicator.ts'
import { askedForIn, codeOfRow, computable, indicatorCodes, type IndicatorCode } from './indicator-codes.ts'
import { loadStrategy } from './load-strategy.ts'
import { indicatorRows } from './rows.ts'
import {
  entryProblem,
  isSet,
  latestValue,
  notSet,
  trafficLight,
  valueProblem,
  type IndicatorValue,
  type StoredValue
} from './value.ts'

const count = (value: number | null): IndicatorValue => ({
  kind: 'count',
  value,
  breakdown: [],
  counted: value ?? 0
})
const stored = (
  id: string,
  takenAt: string,
  value: number,
  corrects?: StoredValue['corrects']
): StoredValue => ({
  id,
  indicator: 'c1-p3',
  period: year(2026),
  value: count(value),
  takenAt,
  source: corrects ? { from: 'hand', by: 'ana', evidence: ['file:1'] } : { from: 'records', version: 1 },
  ...(corrects ? { corrects } : {})
})

describe('which value holds', () => {
  const a = stored('a', '2026-10-01T00:00:00Z', 7)
  const b = stored('b', '2026-11-01T00:00:00Z', 9)
  const c = stored('c', '2026-11-02T00:00:00Z', 8, { id: 'b', reason: 'one counted twice' })
  const d = stored('d', '2026-12-01T00:00:00Z', 9)
  const e = stored('e', '2026-12-02T00:00:00Z', 10, { id: 'c', reason: 'found one more' })
  test('the newest; a correction stands against later counting; a correction can be corrected', () => {
    const latest = (...v: StoredValue[]) => latestValue(v, 'c1-p3', year(2026))?.id
    expect(latest(a, b)).toBe('b')
    expect(latest(a, b, c)).toBe('c')
    expect(latest(a, b, c, d)).toBe('c')
    expect(latest(a, b, c, d, e)).toBe('e')
    expect(latest()).toBeUndefined()
    expect(latestValue([a], 'c1-p3', year(2025))).toBeUndefined()
  })
  test('the order in which rows arrive does not matter', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([a, b, c, d, e], { minLength: 5 }), v => {
        expect(latestValue(v, 'c1-p3', year(2026))?.id).toBe('e')
      })
    )
  })
})

describe('a value', () => {
  test('not set is not zero', () => {
    for (const kind of ['count', 'percent', 'yes_no', 'qualitative'] as const)
      expect(isSet(notSet(kind))).toBe(false)
    expect(isSet(count(0))).toBe(true)
    expect(isSet({ kind: 'yes_no', value: false, counted: 1 })).toBe(true)
  })
  test('what cannot be', () => {
    expect(valueProblem(count(-1))).toBe('value.not-a-count')
    expect(
      valueProblem({ kind: 'count', value: 3, counted: 3, breakdown: [{ by: 'sex', key: 'f', value: 2 }] })
    ).toBe('value.breakdown-differs')
    expect(valueProblem({ kind: 'percent', numerator: 3, denominator: 2, breakdown: [], counted: 2 })).toBe(
      'value.part-larger-than-whole'
    )
    expect(
      valueProblem({ kind: 'percent', numerator: 3, denominator: null, breakdown: [], counted: 2 })
    ).toBe('value.half-a-share')
    expect(
      entryProblem({ ...stored('x', 'now', 4), source: { from: 'hand', by: 'ana', evidence: [] } })
    ).toBe('value.needs-evidence')
    const evaluation = { id: 'e', title: null }
    expect(
      entryProblem({
        ...stored('x', 'now', 4),
        source: { from: 'hand', by: 'ana', evidence: [], evaluation }
      })
    ).toBeUndefined()
    expect(entryProblem(stored('x', 'now', 4, { id: 'a', reason: '' }))).toBe('value.needs-reason')
  })
})

describe('the traffic light says its rule', () => {
  const in2026 = (today: string) => ({ period: year(2026), today })
  const least = { at: 'least', number: 100 } as const
  test('without a target or a value there is no colour', () => {
    expect(trafficLight(count(5), undefined, in2026('2026-06-01'))).toMatchObject({
      light: 'none',
      rule: 'light.no-target'
    })
    expect(trafficLight(count(null), least, in2026('2026-06-01'))).toMatchObject({
      light: 'none',
      rule: 'light.not-set'
    })
    expect(
      trafficLight(
        { kind: 'percent', numerator: 0, denominator: 0, breakdown: [], counted: 0 },
        least,
        in2026('2026-06-01')
      ).rule
    ).toBe('light.no-base')
    expect(trafficLight(count(1), { at: 'yes' }, in2026('2026-06-01')).rule).toBe('light.target-does-not-fit')
  })
  test('counts are held against the time that has passed', () => {
    expect(trafficLight(count(40), least, in2026('2026-07-02'))).toMatchObject({
      light: 'on-the-way',
      params: { expected: 40 }
    })
    expect(trafficLight(count(39), least, in2026('2026-07-02')).light).toBe('behind')
    expect(trafficLight(count(99), least, in2026('2027-01-01')).light).toBe('behind')
    expect(trafficLight(count(100), least, in2026('2026-01-01')).light).toBe('reached')
  })
  test('an upper limit is reached only at the end', () => {
    const most = { at: 'most', number: 10 } as const
    expect(trafficLight(count(3), most, in2026('2026-07-01')).light).toBe('on-the-way')
    expect(trafficLight(count(3), most, in2026('2027-01-01')).light).toBe('reached')
    expect(trafficLight(count(11), most, in2026('2026-02-01')).light).toBe('behind')
  })
  test('more is never a worse light', () => {
    const rank = { none: -1, behind: 0, 'on-the-way': 1, reached: 2 }
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), fc.nat(400), (x, more, n) => {
        const at = in2026(addDays('2026-01-01', n))
        expect(rank[trafficLight(count(x + more), least, at).light]).toBeGreaterThanOrEqual(
          rank[trafficLight(count(x), least, at).light]
        )
      })
    )
  })
})

describe('what is computed', () => {
  const loaded = loadStrategy(
    readFileSync(new URL('../../strategy/ranilug-2024.yaml', import.meta.url), 'utf8')
  )
  if (!loaded.ok) throw new Error('strategy')
  const { strategy } = loaded
  const how = (id: string): string => {
    const { countedAs } = indicatorRows(strategy).find(r => r.indicator.id === id)!
    return countedAs === id ? (codeOfRow(strategy, id) ?? 'by hand') : `as ${countedAs}`
  }
  const byHand = (...ids: string[]) => ids.map((id): [string, string] => [id, 'by hand'])
  const table: [row: string, how: string][] = [
    ...byHand('a1-p1', 'a1-p2', 'a1-p3', 'a1-p4'),
    ...byHand('a2-p1', 'a2-p2', 'a2-p3', 'a2-p4', 'a2-p5', 'a2-p6', 'a2-p7', 'a2-p8'),
    ...byHand('a3-p1', 'a3-p2', 'a3-p3', 'a3-p4', 'a3-p5', 'a3-p6'),
    ['b1-p1', 'impact-analysis-drawn-up'],
    ...byHand('b1-p2', 'b1-p3', 'b1-p4', 'b1-p5'),
    ['b1-p6', 'empowerment-programmes'],
    ...byHand('b1-p7', 'b1-p8'),
    ['b1-p9', 'reporting-line-available'],
    ...byHand('b1-p10', 'b2-p1', 'b2-p2', 'b2-p3'),
    ['b3-p1', 'as c1-p3'],
    ['b3-p2', 'as c1-p4'],
    ['b3-p3', 'as c1-p5'],
    ['b3-p4', 'as c1-p6'],
    ['b3-p5', 'as c1-p7'],
    ['c1-p1', 'working-group-formed'],
    ['c1-p2', 'risk-matrix-adopted'],
    ['c1-p3', 'early-risks-recognised'],
    ['c1-p4', 'early-risks-averted'],
    ['c1-p5', 'questionnaires-created'],
    ['c1-p6', 'migrants-profiled'],
    ['c1-p7', 'victims-identified']
  ]
  test('every printed row is counted from records, entered by hand, or a twin: 43 rows, 38 to be measured', () => {
    expect(indicatorRows(strategy).map(r => [r.indicator.id, how(r.indicator.id)])).toEqual(table)
    expect(table).toHaveLength(43)
    expect(table.filter(([, as]) => !as.startsWith('as '))).toHaveLength(38)
    for (const { indicator } of indicatorRows(strategy)) {
      const code = codeOfRow(strategy, indicator.id)
      if (code) expect(indicator.kind).toBe(computable[code].kind)
    }
  })
  test('our own numbers answer something the strategy says', () => {
    const ids = new Set(
      JSON.stringify(strategy)
        .match(/"id":"[^"]+"/g)
        ?.map(m => m.slice(6, -1))
    )
    for (const id of Object.values(askedForIn).flat()) expect(ids).toContain(id)
  })
  test('the list of contributions is checked', () => {
    const make = (code: IndicatorCode): Indicator<never> => ({
      code,
      unit: computable[code].unit,
      sensitive: computable[code].sensitive,
      version: 1,
      sources: 'k',
      sql: 'select 1',
      value: async () => notSet(computable[code].kind)
    })
    expect(contributionFaults(indicatorCodes.map(make), indicatorCodes)).toEqual([])
    const wrong = [
      make('cases-opened'),
      make('cases-opened'),
      { ...make('reports-received'), sensitive: 'none' as const }
    ]
    expect(contributionFaults(wrong, ['cases-opened', 'victims-identified']).map(f => f.code)).toEqual([
      'twice',
      'missing',
      'differs'
    ])
  })
})
