import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  contains,
  daysBetween,
  halfYear,
  isDay,
  month,
  period,
  periodCode,
  previous,
  quarter,
  wholeYears,
  year,
  years
} from './period.ts'

const days = fc.integer({ min: -20_000, max: 40_000 }).map(n => addDays('2000-01-01', n))

describe('period', () => {
  test('a year begins on its first day and ends before the next', () => {
    expect(year(2026)).toEqual({ from: '2026-01-01', to: '2027-01-01' })
    expect(contains(year(2026), '2026-12-31')).toBe(true)
    expect(contains(year(2026), '2027-01-01')).toBe(false)
  })
  test('quarters fill the year without gap or overlap', () => {
    const quarters = ([1, 2, 3, 4] as const).map(q => quarter(2024, q))
    fc.assert(
      fc.property(days, day => {
        expect(quarters.filter(q => contains(q, day)).length).toBe(contains(year(2024), day) ? 1 : 0)
      })
    )
  })
  test('half years fill the year and have a short name', () => {
    expect([halfYear(2024, 1), halfYear(2024, 2)].map(periodCode)).toEqual(['2024-H1', '2024-H2'])
    expect(halfYear(2024, 1)).toEqual({ from: '2024-01-01', to: '2024-07-01' })
    expect(previous(halfYear(2024, 1))).toEqual(halfYear(2023, 2))
  })
  test('the period before', () => {
    expect(previous(year(2026))).toEqual(year(2025))
    expect(previous(quarter(2026, 1))).toEqual(quarter(2025, 4))
    expect(previous(month(2024, 3))).toEqual(month(2024, 2))
    expect(previous(years(2024, 2026))).toEqual(years(2021, 2023))
    expect(previous(period('2026-01-05', '2026-01-12'))).toEqual({ from: '2025-12-29', to: '2026-01-05' })
  })
  test('what comes before touches and never overlaps', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 900 }), (from, length) => {
        const p = period(from, addDays(from, length))
        expect(previous(p).to).toBe(p.from)
        expect(previous(p).from < p.from).toBe(true)
      })
    )
  })
  test('days that do not exist, and empty periods, are refused', () => {
    expect(isDay('2025-02-29')).toBe(false)
    expect(isDay('2024-02-29')).toBe(true)
    expect(() => period('2025-02-29', '2025-03-01')).toThrow(RangeError)
    expect(() => period('2026-01-01', '2026-01-01')).toThrow(RangeError)
  })
  test('whole years are never rounded up', () => {
    expect(wholeYears(year(2026))).toBe(1)
    expect(wholeYears(years(2024, 2026))).toBe(3)
    expect(wholeYears(period('2024-01-01', '2026-12-31'))).toBe(0)
    expect(daysBetween('2024-01-01', '2025-01-01')).toBe(366)
  })
  test('names', () => {
    const named = [
      year(2026),
      years(2024, 2026),
      quarter(2026, 3),
      month(2026, 3),
      period('2026-01-02', '2026-01-05')
    ]
    expect(named.map(periodCode)).toEqual([
      '2026',
      '2024-2026',
      '2026-Q3',
      '2026-03',
      '2026-01-02_2026-01-05'
    ])
  })
})
