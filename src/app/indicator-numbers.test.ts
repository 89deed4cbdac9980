import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { year } from '#kernel/period.ts'
import type { IndicatorValue, Part, Target } from '#plan/index.ts'
import { drawn, isProtected, lightFor, shownParts, shownPeriods } from './indicator-numbers.ts'

const count = (value: number | null, breakdown: Part[] = []): IndicatorValue => ({ kind: 'count', value, breakdown, counted: 0 }) // prettier-ignore
const share = (numerator: number, denominator: number, breakdown: Part[] = []): IndicatorValue => ({ kind: 'percent', numerator, denominator, breakdown, counted: 0 }) // prettier-ignore
const when = { period: year(2025), today: '2026-02-01' }
const least = (number: number): Target => ({ at: 'least', number })

describe('a small number about people', () => {
  test.each([1, 2, 3, 4])('%s is drawn by no point and told by no light', n => {
    expect([drawn(count(n), 'people'), isProtected(count(n), 'people')]).toEqual([null, true])
    const lights = [1, 2, 3, 4, 5, 50].map(t => lightFor(count(n), least(t), 'people', when))
    expect(lights.every(l => l.light === 'none' && l.rule === 'light.protected')).toBe(true)
  })
  test('0 and 5 are told; of meetings every number is', () => {
    expect([drawn(count(0), 'people'), drawn(count(5), 'people'), drawn(count(3), 'none')]).toEqual([0, 5, 3])
    expect(lightFor(count(5), least(5), 'people', when).light).toBe('reached')
  })
  test('a share is told only when its part, its whole and its rest may be', () => {
    expect([drawn(share(47, 49), 'reports'), drawn(share(40, 60), 'reports')]).toEqual([null, 66.7])
    expect(drawn(share(0, 0), 'reports')).toBeNull()
  })
  test('not set is neither protected nor zero', () => {
    expect([drawn(count(null), 'people'), isProtected(count(null), 'people')]).toEqual([null, false])
    expect(lightFor(count(null), least(1), 'none', when).rule).toBe('light.not-set')
    expect(lightFor(undefined, least(1), 'none', when).rule).toBe('light.not-set')
    expect(lightFor(count(1), undefined, 'none', when).rule).toBe('light.no-target')
  })
})

describe('parts', () => {
  const parts = (...values: number[]): Part[] => values.map((value, i) => ({ by: 'x', key: `k${i}`, value }))
  const said = (values: number[]) =>
    shownParts(
      count(
        values.reduce((a, b) => a + b, 0),
        parts(...values)
      ),
      'people'
    )[0]!.parts.map(p => p.shown)
  test('a hidden one is never alone beside a shown whole', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(15), { minLength: 2, maxLength: 5 }), values => {
        const total = values.reduce((a, b) => a + b, 0)
        const hidden = said(values).filter(s => typeof s === 'object' && !('shown' in (s.value as object)))
        if (hidden.length === 1) expect(total > 0 && total < 5).toBe(true)
      })
    )
  })
  test('of a share all go when one must', () => {
    const value = share(30, 70, [
      { by: 'x', key: 'a', value: 1, of: 2 },
      { by: 'x', key: 'b', value: 29, of: 68 }
    ])
    const [table] = shownParts(value, 'reports')
    expect(table!.parts.map(p => p.shown)).toEqual(Array(2).fill({ kind: 'percent', value: { hidden: 'partner' } })) // prettier-ignore
  })
})

describe('the quarters of a year', () => {
  test('a small one takes a partner with it', () => {
    const shown = shownPeriods(count(23), [2, 6, 7, 8].map(n => count(n)), 'reports') // prettier-ignore
    expect(shown.filter(s => typeof s === 'object' && 'shown' in (s.value as object))).toHaveLength(2)
  })
  test('where they are no sum of the year, none is told', () => {
    const shown = shownPeriods(count(9), [count(2), count(9), undefined, undefined], 'reports')
    expect(shown).toEqual([
      { kind: 'count', value: { hidden: 'partner' } },
      { kind: 'count', value: { hidden: 'partner' } },
      undefined,
      undefined
    ])
  })
  test('without a small one all are told', () => {
    expect(shownPeriods(count(30), [count(10), count(20)], 'reports')).toEqual(
      [10, 20].map(n => ({ kind: 'count', value: { shown: n } }))
    )
  })
})
