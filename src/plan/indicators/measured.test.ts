import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { periodCode, year } from '#kernel/period.ts'
import type { IndicatorValue, Part } from '../value.ts'
import { isProblem, withRest } from './breakdown.ts'
import { isMeasuredIn, measuredPeriod, measures, periodsIn, sumOf, yearOutOf } from './measured.ts'

const count = (value: number | null, breakdown: Part[] = []): IndicatorValue => ({
  kind: 'count',
  value,
  breakdown,
  counted: 0
})
const share = (numerator: number, denominator: number): IndicatorValue => ({ kind: 'percent', numerator, denominator, breakdown: [], counted: 0 }) // prettier-ignore

describe('periods', () => {
  test.each(measures)('by %s they fill the year without gap or overlap, also a leap year', measured => {
    for (const y of [2023, 2024, 2026]) {
      const periods = periodsIn(y, measured)
      expect(periods[0]!.from).toBe(year(y).from)
      expect(periods.at(-1)!.to).toBe(year(y).to)
      periods.slice(1).forEach((p, i) => expect(p.from).toBe(periods[i]!.to))
      for (const p of periods) expect(measuredPeriod(periodCode(p))).toEqual(p)
    }
  })
  test('are known by their short name, and nothing else is', () => {
    expect(measuredPeriod('2026-Q3')).toEqual({ from: '2026-07-01', to: '2026-10-01' })
    for (const code of ['2026-Q5', '2026-13', '26', '2026-H3', '2024-2026', '1999', '', '2026-1'])
      expect(measuredPeriod(code), code).toBeUndefined()
    expect(isMeasuredIn(year(2026), 'quarter')).toBe(false)
    expect(isMeasuredIn(year(2026), 'year')).toBe(true)
  })
})

describe('a year out of its parts', () => {
  test.each([
    ['counts are added', [count(3), count(0)], count(3)],
    ['one that is missing leaves the year not set', [count(3), undefined], undefined],
    ['one that is not set too', [count(3), count(null)], undefined],
    ['shares are added part by part, not averaged', [share(1, 2), share(0, 0), share(9, 10)], share(10, 12)],
    ['of yes or no the last one holds', [{ kind: 'yes_no', value: true, counted: 0 }, { kind: 'yes_no', value: false, counted: 0 }], { kind: 'yes_no', value: false, counted: 0 }],
    ['kinds are not mixed', [count(3), share(1, 2)], undefined]
  ] as [string, (IndicatorValue | undefined)[], IndicatorValue | undefined][])('%s', (_, parts, whole) => {
    expect(yearOutOf(parts)).toEqual(whole)
  }) // prettier-ignore
  test('a dimension that only some told is left out: its parts would not make the whole', () => {
    const women = (n: number): Part => ({ by: 'sex', key: 'women', value: n })
    expect(sumOf([count(3, [women(3)]), count(2, [women(2)])])).toMatchObject({
      value: 5,
      breakdown: [women(5)]
    })
    expect(sumOf([count(3, [women(3)]), count(2)])).toMatchObject({ value: 5, breakdown: [] })
    expect(sumOf([])).toBeUndefined()
  })
})

describe('taken apart', () => {
  const parts = fc.array(fc.nat(20), { maxLength: 6 })
  test('the parts and what is not broken down make the whole, and never more', () => {
    fc.assert(
      fc.property(parts, fc.nat(100), (values, whole) => {
        const told = values.map((value, i): Part => ({ by: 'x', key: `k${i}`, value }))
        const made = withRest(count(whole, told))
        const sum = values.reduce((a, b) => a + b, 0)
        if (sum > whole) expect(made).toEqual({ problem: 'value.parts-exceed' })
        else if (isProblem(made) || made.kind !== 'count') throw new Error('refused')
        else if (told.length > 0) expect(made.breakdown.reduce((a, p) => a + p.value, 0)).toBe(whole)
      })
    )
  })
  test.each([
    ['the same part twice', count(9, [{ by: 'x', key: 'a', value: 1 }, { by: 'x', key: 'a', value: 2 }]), 'value.part-twice'],
    ['parts of a whole that is not set', count(null, [{ by: 'x', key: 'a', value: 1 }]), 'value.parts-exceed'],
    ['a share whose rest would be more than all', { kind: 'percent', numerator: 8, denominator: 10, breakdown: [{ by: 'x', key: 'a', value: 2, of: 7 }], counted: 0 }, 'value.parts-exceed']
  ] as [string, IndicatorValue, string][])('%s is refused', (_, value, problem) => {
    expect(withRest(value)).toEqual({ problem })
  }) // prettier-ignore
  test('a share has its rest above and below', () => {
    const value: IndicatorValue = { kind: 'percent', numerator: 5, denominator: 10, breakdown: [{ by: 'x', key: 'a', value: 2, of: 4 }], counted: 0 } // prettier-ignore
    expect(withRest(value)).toMatchObject({
      breakdown: [
        { key: 'a', value: 2, of: 4 },
        { key: 'not-broken-down', value: 3, of: 6 }
      ]
    })
  })
})
