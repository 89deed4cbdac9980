import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { year } from '#kernel/period.ts'
import { computable } from '#plan/index.ts'
import { count, stored, storedValues, progress, strategy, valuesOf } from './example.test-data.ts'
import { numberOf } from './numbers.server.ts'
import { gatherValues } from './report-values.ts'

const gather = (values: typeof storedValues, audience: 'public' | 'staff' = 'public', y = 2026) =>
  gatherValues({ strategy, year: y, stored: values, progress, audience })

describe("a year's numbers for the public", () => {
  const values = valuesOf(2026)
  test('every printed row has its chip, and a twin shows what its twin shows', () => {
    expect(values.get('b3-p4')?.shown).toEqual(values.get('c1-p6')?.shown)
    expect(values.get('c1-p7')?.shown).toEqual({ kind: 'count', value: { hidden: 'one-year' } })
    expect(values.get('b1-p9')?.shown).toEqual({ kind: 'yes_no', value: true })
    expect(values.get('a3-p1')?.shown).toBe('not-set')
    expect(values.get('a1-p2')?.shown).toEqual({ kind: 'count', value: { shown: 3 } })
  })
  test('tasks and indicators are counted plainly: 38, not 43', () => {
    expect(values.get('tasks-total')?.shown).toEqual({ kind: 'count', value: { shown: 24 } })
    expect(values.get('indicators-total')?.shown).toEqual({ kind: 'count', value: { shown: 38 } })
  })
  test('numbers about people appear only for three years together', () => {
    expect(values.get('cases-opened')?.shown).toEqual({ kind: 'count', value: { hidden: 'one-year' } })
    expect(values.get('cases-opened@2024-2026')?.shown).toEqual({ kind: 'count', value: { shown: 18 } })
    expect(values.get('victims-identified@2024-2026')?.shown).toEqual({
      kind: 'count',
      value: { fewerThan: 5 }
    })
  })
  test('27 sent and 24 accepted would say that 3 were refused', () => {
    expect(values.get('referrals-sent@2024-2026')?.shown).toEqual({ kind: 'count', value: { shown: 27 } })
    expect(values.get('referrals-accepted@2024-2026')?.shown).toEqual({
      kind: 'count',
      value: { hidden: 'partner' }
    })
  })
  test('reports received beside a share of nearly all of them gives away the few that are left', () => {
    const share = { kind: 'percent', numerator: 60, denominator: 90, breakdown: [], counted: 90 } as const
    const near = gather([
      stored('reports-received', year(2026), count(92)),
      stored('reports-answered-in-time', year(2026), share)
    ])
    expect(near.get('reports-answered-in-time')?.shown).toEqual({
      kind: 'percent',
      value: { hidden: 'partner' }
    })
  })
  test('whatever was counted, no number about people or reports from 0 to 4 is shown in public', () => {
    const codes = [
      'reports-received',
      'cases-opened',
      'victims-identified',
      'referrals-sent',
      'early-risks-recognised',
      'c1-p6'
    ] as const
    fc.assert(
      fc.property(
        fc.array(fc.nat(9), { minLength: 6, maxLength: 6 }),
        fc.constantFrom('public', 'staff'),
        (ns, audience) => {
          const seen = gather(
            codes.map((c, i) => stored(c, year(2026), count(ns[i]!))),
            audience as 'public'
          )
          for (const [i, code] of codes.entries()) {
            const { shown } = seen.get(code)!
            if (shown !== 'not-set' && shown.kind === 'count' && 'shown' in shown.value) {
              expect(shown.value.shown).toBe(ns[i])
              expect(shown.value.shown >= 5 || (audience === 'staff' && shown.value.shown === 0)).toBe(true)
              if (audience === 'public' && code in computable)
                expect(['reports-received', 'early-risks-recognised']).toContain(code)
            }
          }
        }
      )
    )
  }, 20_000)
})

describe('three years together', () => {
  test('years before anything was counted are no cover', () => {
    const young = gather([
      stored('cases-opened', year(2026), count(7)),
      stored('cases-opened', { from: '2024-01-01', to: '2027-01-01' }, count(7))
    ])
    expect([...young.keys()].filter(k => k.startsWith('cases-opened'))).toEqual(['cases-opened'])
  })
})

test('a number that rests on a published evaluation says so, with its address; one that was withdrawn is not named', () => {
  const title = { sr: 'Uticaj', sq: 'Ndikimi', en: 'Impact' }
  const cites = (evaluation: { id: string; title: typeof title | null }) => {
    const value = stored('b2-p2', year(2026), { kind: 'qualitative', value: title, counted: 0 })
    const found = gather([{ ...value, source: { from: 'hand', by: 'ana', evidence: [], evaluation } }])
    return numberOf(found.get('b2-p2')!, 'en')
  }
  expect(cites({ id: 'e1', title })).toMatchObject({
    how: expect.stringContaining('“Impact”'),
    evaluation: 'e1'
  })
  expect(cites({ id: 'e1', title: null })).not.toHaveProperty('evaluation')
})
