import { describe, expect, test } from 'vitest'
import { year } from '#kernel/period.ts'
import type { Target } from '../value.ts'
import {
  asPrinted,
  foldDefinition,
  historyOf,
  refuseDefinitionFact,
  targetFor,
  undefinedYet,
  type Definition,
  type DefinitionFact,
  type Kept
} from './definition.ts'

const words = (text: string) => ({ sr: text, sq: text, en: text })
const said = (reason: string | null, at = '2026-02-01T10:00:00.000Z') => ({ at, by: 'ana', reason })
const set = (definition: Partial<Definition>, reason: string | null = null, at?: string): DefinitionFact => ({
  ...said(reason, at),
  kind: 'definition-set',
  definition: { ...asPrinted, ...definition }
})
const target = (
  y: number,
  of: Target | null,
  reason: string | null,
  organisation: string | null = null
): DefinitionFact => ({ ...said(reason), kind: 'target-set', period: year(y), organisation, target: of })
const baseline = (n: number | null, reason: string | null = null, evidence = 'report'): DefinitionFact => ({
  ...said(reason),
  kind: 'baseline-set',
  baseline: {
    period: year(2024),
    value: { kind: 'count', value: n, breakdown: [], counted: 0 },
    evidence
  }
})
const count: Kept = { kind: 'count', people: false, fromRecords: false }

describe('what stands', () => {
  test('nothing is set until somebody says it, and the strategy’s own words are version 1', () => {
    expect(foldDefinition([])).toMatchObject({
      version: 1,
      unit: null,
      better: null,
      baseline: null,
      targets: []
    })
  })
  test('each definition is a version of its own with the day it began; targets and baselines are not', () => {
    const now = foldDefinition([
      set({ unit: words('programmes') }),
      target(2026, { at: 'least', number: 4 }, 'plan of the year'),
      baseline(2),
      set(
        { unit: words('courses'), better: 'more' },
        'a programme has several courses',
        '2026-05-01T10:00:00.000Z'
      )
    ])
    expect(now).toMatchObject({
      version: 3,
      unit: words('courses'),
      better: 'more',
      baseline: { evidence: 'report' }
    })
    expect(now.versions.map(v => [v.version, v.at.slice(0, 10), v.reason])).toEqual([
      [2, '2026-02-01', null],
      [3, '2026-05-01', 'a programme has several courses']
    ])
  })
  test('a target is of a period, and of the whole or of one organisation; the newest holds, null takes it back', () => {
    const facts = [
      target(2026, { at: 'least', number: 4 }, 'a'),
      target(2026, { at: 'least', number: 1 }, 'b', 'help-me'),
      target(2027, { at: 'least', number: 6 }, 'c'),
      target(2026, { at: 'least', number: 5 }, 'd')
    ]
    const whole = { period: year(2026), organisation: null }
    expect(targetFor(foldDefinition(facts), whole)).toEqual({ at: 'least', number: 5 })
    expect(targetFor(foldDefinition(facts), { ...whole, organisation: 'help-me' })).toEqual({
      at: 'least',
      number: 1
    })
    const back = [...facts, target(2026, null, 'e')]
    expect(targetFor(foldDefinition(back), whole)).toBeUndefined()
    expect(foldDefinition(back).targets).toHaveLength(2)
    expect(historyOf(back).map(h => [h.period, h.reason, h.takenBack])).toEqual([
      ['2026', 'e', true],
      ['2026', 'd', false],
      ['2027', 'c', false],
      ['2026', 'b', false],
      ['2026', 'a', false]
    ])
  })
})

describe('is refused', () => {
  const set2 = foldDefinition([set({})])
  const withBaseline = foldDefinition([baseline(2)])
  const withTarget = foldDefinition([target(2026, { at: 'least', number: 4 }, 'a')])
  test.each([
    ['a first definition without a reason', undefinedYet, set({}), count, undefined],
    ['a second without one', set2, set({}), count, 'definition.needs-reason'],
    ['a second of blanks', set2, set({}, '  '), count, 'definition.needs-reason'],
    ['a second with one', set2, set({}, 'why'), count, undefined],
    ['a unit in two languages', undefinedYet, set({ unit: { sr: 'a', sq: '', en: 'c' } }), count, 'definition.half-translated'],
    ['a part half named', undefinedYet, set({ breakdowns: [{ id: 'sex', name: words('sex'), parts: [{ id: 'w', name: { sr: 'ž', sq: ' ', en: 'w' } }] }] }), count, 'definition.half-translated'],
    ['a part twice', undefinedYet, set({ breakdowns: [{ id: 'sex', name: words('sex'), parts: [{ id: 'w', name: words('w') }, { id: 'w', name: words('w') }] }] }), count, 'definition.part-twice'],
    ['people counted by quarters', undefinedYet, set({ measured: 'quarter' }), { ...count, people: true }, 'definition.people-by-year'],
    ['things counted by quarters', undefinedYet, set({ measured: 'quarter' }), count, undefined],
    ['names for what records take apart', undefinedYet, set({ breakdowns: [{ id: 'sex', name: words('sex'), parts: [] }] }), { ...count, fromRecords: true }, 'definition.counted-otherwise'],
    ['a first baseline', undefinedYet, baseline(0), count, undefined],
    ['a baseline without a number', undefinedYet, baseline(null), count, 'baseline.not-a-value'],
    ['a baseline of another kind', undefinedYet, baseline(1), { ...count, kind: 'yes_no' as const }, 'baseline.not-a-value'],
    ['a baseline without evidence', undefinedYet, baseline(1, null, ' '), count, 'baseline.needs-evidence'],
    ['a baseline of a year that has not begun', undefinedYet, { ...baseline(0), at: '2019-06-01T00:00:00Z' }, count, 'value.not-begun'],
    ['another baseline without a reason', withBaseline, baseline(3), count, 'definition.needs-reason'],
    ['taking back a baseline that is not there', undefinedYet, { ...said('x'), kind: 'baseline-set' as const, baseline: null }, count, 'target.nothing-to-take-back'],
    ['a first target without a reason', undefinedYet, target(2026, { at: 'least', number: 4 }, null), count, 'definition.needs-reason'],
    ['a target of half a thing', undefinedYet, target(2026, { at: 'least', number: 4.5 }, 'a'), count, 'target.not-a-number'],
    ['a target below nothing', undefinedYet, target(2026, { at: 'most', number: -1 }, 'a'), count, 'target.not-a-number'],
    ['a target of 12,5 percent', undefinedYet, target(2026, { at: 'least', number: 12.5 }, 'a'), { ...count, kind: 'percent' as const }, undefined],
    ['a target of 101 percent', undefinedYet, target(2026, { at: 'least', number: 101 }, 'a'), { ...count, kind: 'percent' as const }, 'target.not-a-number'],
    ['a number for yes or no', undefinedYet, target(2026, { at: 'least', number: 1 }, 'a'), { ...count, kind: 'yes_no' as const }, 'target.does-not-fit'],
    ['yes for a count', undefinedYet, target(2026, { at: 'yes' }, 'a'), count, 'target.does-not-fit'],
    ['any target for words', undefinedYet, target(2026, { at: 'yes' }, 'a'), { ...count, kind: 'qualitative' as const }, 'target.does-not-fit'],
    ['taking back a target', withTarget, target(2026, null, 'a'), count, undefined],
    ['taking back one that is not there', withTarget, target(2027, null, 'a'), count, 'target.nothing-to-take-back']
  ] as const)('%s', (_, before, fact, kept, refused) => {
    expect(refuseDefinitionFact(before, fact as DefinitionFact, kept)).toBe(refused)
  }) // prettier-ignore
})
