import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, overlaps, periodCode, samePeriod, wholeYears, year, years } from '#kernel/period.ts'
import type { StoredValue } from './value.ts'
import { pooledPeriod, valuesDue, type Counting } from './values-due.ts'

const counted = [
  { code: 'reports-received' },
  { code: 'reports-answered-in-time', settles: 8 },
  { code: 'cases-opened' }
] as const
const dayOf = (instant: string) => instant.slice(0, 10)
const keep = (indicator: string, period: StoredValue['period'], on: string): StoredValue => ({
  id: `${indicator} ${period.from} ${on}`,
  indicator,
  period,
  value: { kind: 'count', value: 7, breakdown: [], counted: 7 },
  takenAt: `${on}T02:00:00Z`,
  source: { from: 'records', version: 1 }
})
const due = (today: string, stored: StoredValue[] = [], since = 2026) =>
  valuesDue({ counted, stored, since, today, dayOf })
const said = (values: ReturnType<typeof valuesDue>) => values.map(v => `${v.code} ${periodCode(v.period)}`)

/** A machine that is on on these nights only, and keeps what it counts. */
const nights = (days: readonly string[], since: number) =>
  days.reduce<StoredValue[]>(
    (stored, on) => [...stored, ...due(on, stored, since).map(v => keep(v.code, v.period, on))],
    []
  )

describe('what is counted tonight', () => {
  test('the running year, every night', () => {
    expect(said(due('2026-03-01'))).toEqual([
      'reports-received 2026',
      'reports-answered-in-time 2026',
      'cases-opened 2026'
    ])
    expect(due('2026-03-02', nights(['2026-03-01'], 2026))).toHaveLength(3)
  })
  test('nothing before the network began', () => {
    expect(said(due('2027-02-01', [], 2027)).every(s => s.endsWith('2027'))).toBe(true)
  })
  test('at the turn of the year its final value, once; a running deadline is waited for', () => {
    const before = nights(['2026-12-31'], 2026)
    expect(said(due('2027-01-01', before)).filter(s => s.endsWith(' 2026'))).toHaveLength(3)
    const after = [...before, ...due('2027-01-01', before).map(v => keep(v.code, v.period, '2027-01-01'))]
    expect(said(due('2027-01-02', after)).filter(s => s.endsWith(' 2026'))).toEqual([
      'reports-answered-in-time 2026'
    ])
    const settled = [...after, ...due('2027-01-09', after).map(v => keep(v.code, v.period, '2027-01-09'))]
    expect(said(due('2027-01-10', settled)).filter(s => s.endsWith(' 2026'))).toEqual([])
  })
  test('a machine that was off over two New Years catches up', () => {
    const stored = nights(['2026-11-24'], 2026)
    expect(said(due('2028-06-01', stored))).toEqual([
      'reports-received 2026',
      'reports-received 2027',
      'reports-received 2028',
      'reports-answered-in-time 2026',
      'reports-answered-in-time 2027',
      'reports-answered-in-time 2028',
      'cases-opened 2026',
      'cases-opened 2027',
      'cases-opened 2028',
      'cases-opened 2026-2028'
    ])
  })
  test('three years together: running in the third year, final after it, and never a moving window', () => {
    const pooled = (today: string) => said(due(today)).filter(s => s.includes('-20'))
    expect(pooled('2027-12-31')).toEqual([])
    expect(pooled('2028-01-01')).toEqual(['cases-opened 2026-2028'])
    expect(pooled('2030-12-31')).toEqual(['cases-opened 2026-2028'])
    expect(pooled('2031-05-05')).toEqual(['cases-opened 2026-2028', 'cases-opened 2029-2031'])
  })
  test('what is measured by quarters has these too, as soon as they have begun, each with one final value', () => {
    const quarterly = (today: string, stored: StoredValue[] = []) =>
      said(
        valuesDue({
          counted: [{ code: 'reports-received', measured: 'quarter' }],
          stored,
          since: 2026,
          today,
          dayOf
        })
      )
    expect(quarterly('2026-04-01')).toEqual(['2026', '2026-Q1', '2026-Q2'].map(p => `reports-received ${p}`))
    const begun = valuesDue({ counted: [{ code: 'reports-received', measured: 'quarter' }], stored: [], since: 2026, sinceDay: '2026-04-01', today: '2026-05-01', dayOf }) // prettier-ignore
    expect(said(begun)).toEqual(['2026', '2026-Q2'].map(p => `reports-received ${p}`))
    const first = keep('reports-received', { from: '2026-01-01', to: '2026-04-01' }, '2026-04-01')
    expect(quarterly('2026-04-02', [first])).toEqual(['2026', '2026-Q2'].map(p => `reports-received ${p}`))
    const running = keep('reports-received', { from: '2026-04-01', to: '2026-07-01' }, '2026-06-30')
    expect(quarterly('2026-07-01', [first, running])).toContain('reports-received 2026-Q2')
  })
  test('a value entered by hand or taken during the year is not final', () => {
    const hand: StoredValue = {
      ...keep('cases-opened', year(2026), '2027-03-01'),
      source: { from: 'hand', by: 'ana', evidence: ['x'] }
    }
    expect(said(due('2027-04-01', [hand]))).toContain('cases-opened 2026')
  })
  test('whichever nights the machine was on, every ended period has exactly one final value', () => {
    const begin = '2026-02-01'
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(3000), { minLength: 1, maxLength: 60 }), offsets => {
        const days = [...offsets].sort((a, b) => a - b).map(o => addDays(begin, o))
        const stored = nights([...days, '2036-06-01', '2036-06-02'], 2026)
        for (const { code, ...rest } of counted as Counting['counted'])
          for (const period of [
            ...Array.from({ length: 10 }, (_, i) => year(2026 + i)),
            ...(code === 'cases-opened' ? [years(2026, 2028), years(2029, 2031), years(2032, 2034)] : [])
          ]) {
            const finals = stored.filter(
              v =>
                v.indicator === code &&
                samePeriod(v.period, period) &&
                dayOf(v.takenAt) >= addDays(period.to, rest.settles ?? 0)
            )
            expect(finals, `${code} ${periodCode(period)}`).toHaveLength(1)
          }
      }),
      { numRuns: 30 }
    )
  })
})

describe('three years together', () => {
  test('blocks never overlap, so that no two reports can be subtracted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2020, max: 2040 }), fc.nat(20), fc.nat(20), (first, a, b) => {
        const [p, q] = [pooledPeriod(first, first + a), pooledPeriod(first, first + b)]
        for (const x of [p, q]) if (x) expect(wholeYears(x)).toBe(3)
        if (p && q) expect(samePeriod(p, q) || !overlaps(p, q)).toBe(true)
        if (p) expect(p.to <= `${first + a + 1}-01-01`).toBe(true)
      })
    )
    expect(pooledPeriod(2024, 2025)).toBeUndefined()
  })
})
