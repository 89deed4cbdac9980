import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadNextStrategy, loadStrategy } from './load-strategy.ts'
import { distinctIndicators, indicatorRows, taskRows } from './rows.ts'

const text = readFileSync(new URL('../../strategy/ranilug-2024.yaml', import.meta.url), 'utf8')

const lineOf = (needle: string): number => text.slice(0, text.indexOf(needle)).split('\n').length
/** The real file with one thing changed; throws when there is nothing to change, so that a test cannot pass by accident. */
const changed = (from: string, to: string): string => {
  if (!text.includes(from)) throw new Error(`not in the file: ${from}`)
  return text.replace(from, () => to)
}
const faultsOf = (yaml: string) => {
  const loaded = loadStrategy(yaml)
  expect(loaded.ok).toBe(false)
  return loaded.ok ? [] : loaded.faults
}

describe("Ranilug's strategy", () => {
  const loaded = loadStrategy(text)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults.slice(0, 5)))
  const { strategy } = loaded

  test('loads whole', () => {
    expect(strategy.goals).toHaveLength(5)
    expect(strategy.recommendations).toHaveLength(13)
    expect(strategy.action_plan.points).toHaveLength(15)
    expect(strategy.situation_analysis.gaps).toHaveLength(11)
    expect(strategy.legal_framework.items).toHaveLength(37)
    expect(strategy.results_framework.map(t => t.activities.length)).toEqual([3, 3, 1])
    expect(taskRows(strategy)).toHaveLength(24)
    expect(strategy.results_framework[0]?.activities[0]?.tasks[0]?.no).toBe(1)
  })
  test('prints 43 indicators, 38 of them distinct', () => {
    expect(indicatorRows(strategy)).toHaveLength(43)
    const distinct = distinctIndicators(strategy)
    expect(distinct).toHaveLength(38)
    expect(distinct.flatMap(d => d.printedAs)).toHaveLength(43)
    expect(distinct.find(d => d.indicator.id === 'c1-p7')?.printedAs).toEqual(['c1-p7', 'b3-p5'])
  })
  test('every word stands in three languages', () => {
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      if ('sr' in value) expect(Object.keys(value)).toEqual(expect.arrayContaining(['sr', 'sq', 'en']))
      Object.values(value).forEach(walk)
    }
    walk(strategy)
  })
})

describe('faults say what and where', () => {
  const first = 'tasks: [a1-z1], link: inferred, kind: yes_no'
  test.each<[what: string, from: string, to: string, code: string, params: object]>([
    [
      'a task that is not there',
      first,
      first.replace('a1-z1', 'a1-z9'),
      'unknown-reference',
      { id: 'a1-z9', expected: 'task' }
    ],
    [
      "another activity's task",
      first,
      first.replace('a1-z1', 'a2-z1'),
      'wrong-reference',
      { id: 'a2-z1', found: 'a2' }
    ],
    [
      'an institution that is not there',
      'institutions: [inst-help-me, inst-ranilug',
      'institutions: [inst-help, inst-ranilug',
      'unknown-reference',
      { id: 'inst-help' }
    ],
    [
      'an institution that is a law',
      'institutions: [inst-medj-civ]',
      'institutions: [zakon-01]',
      'wrong-reference',
      { found: 'law' }
    ],
    [
      'a twin that is not there',
      'same_as: c1-p3',
      'same_as: c1-p33',
      'unknown-reference',
      { id: 'c1-p33', expected: 'indicator' }
    ],
    ['a twin of another kind', 'same_as: c1-p3', 'same_as: c1-p1', 'twins-differ', { same_as: 'c1-p1' }],
    ['a twin of itself', 'same_as: c1-p3', 'same_as: b3-p1', 'cycle', { id: 'b3-p1' }],
    [
      'a parent in a circle',
      'id: inst-policija, listed',
      'id: inst-policija, parent: inst-ditlj, listed',
      'cycle',
      { id: 'inst-policija' }
    ],
    ['a law that is itself', 'same_as: zakon-21', 'same_as: zakon-16', 'cycle', { id: 'zakon-16' }],
    ['a note about nothing', 'where: tacka-11-1', 'where: tacka-99', 'unknown-reference', { id: 'tacka-99' }],
    [
      'a target group from nowhere',
      'where: [prep-02, b1-z4]',
      'where: [prep-02, b1-z44]',
      'unknown-reference',
      { id: 'b1-z44' }
    ],
    ['an id used twice', 'id: cilj-2,', 'id: cilj-1,', 'duplicate-id', { id: 'cilj-1' }],
    ['a word not translated', ', sq: "Prill 2024"', '', 'missing-word', { language: 'sq' }],
    ['an empty word', 'sq: "Prill 2024"', 'sq: ""', 'missing-word', { language: 'sq' }],
    [
      'a misspelt key',
      'validity_period: null',
      'validity_perod: null',
      'unknown-key',
      { key: 'validity_perod' }
    ],
    [
      'a text for a list',
      'tasks: [a1-z1, a1-z2], link: stated',
      'tasks: a1-z1, link: stated',
      'wrong-type',
      { expected: 'array' }
    ],
    [
      'a kind we do not know',
      'kind: percent',
      'kind: percentage',
      'wrong-value',
      { allowed: 'count, percent, yes_no, qualitative' }
    ],
    ['a day that does not exist', 'date: 2024-04-25', 'date: 2024-04-31', 'wrong-format', {}],
    [
      'another schema',
      'schema: fener-strategy/1',
      'schema: fener-strategy/2',
      'wrong-schema',
      { found: 'fener-strategy/2' }
    ],
    [
      'a key written twice',
      '  protocol_year: 2024',
      '  protocol_year: 2024\n  protocol_year: 2025',
      'duplicate-key',
      { key: 'protocol_year' }
    ],
    ['a bracket not closed', 'where: [b3, c1], en', 'where: [b3, c1, en', 'yaml-syntax', {}],
    ['an alias', 'where: [b3, c1], en', 'where: *every, en', 'alias-bomb', { alias: '*every' }],
    ['a tag', 'protocol_year: 2024', 'protocol_year: !!js/function 2024', 'yaml-syntax', {}],
    [
      'a key meant to poison',
      'protocol_year: 2024',
      '__proto__: {polluted: true}',
      'unknown-key',
      { key: '__proto__' }
    ]
  ])('%s', (_what, from, to, code, params) => {
    const faults = faultsOf(changed(from, to))
    const at = lineOf(from) + (code === 'duplicate-key' ? 1 : 0)
    expect(faults).toContainEqual(
      expect.objectContaining({ code: `strategy.${code}`, line: at, params: expect.objectContaining(params) })
    )
    expect(faults.every(f => f.code.startsWith('strategy.') && f.column > 0)).toBe(true)
  })

  test('the column is where the eye looks', () => {
    const mutated = changed('institutions: [inst-medj-civ]', 'institutions: [inst-x]')
    const [fault] = faultsOf(mutated)
    const line = mutated.split('\n')[fault!.line - 1]!
    expect(line.slice(fault!.column - 1)).toMatch(/^inst-x/)
    expect(fault?.path).toBe('results_framework[0].activities[2].responsible[0].institutions[0]')
  })
  test('all faults at once, in the order of the file', () => {
    const two = changed('date: 2024-04-25', 'date: soon').replace(', sq: "Prill 2024"', '')
    expect(faultsOf(two).map(f => f.code)).toEqual(['strategy.wrong-format', 'strategy.missing-word'])
  })
  test('an empty file, a text, a list', () => {
    for (const yaml of ['', 'hello', '[]', 'null', '---\n---\n'])
      expect(faultsOf(yaml).length).toBeGreaterThan(0)
  })
})

describe('a text that follows another', () => {
  const first = loadStrategy(text)
  if (!first.ok) throw new Error('strategy')
  const faults = (from: string, to: string, earlier = [first.strategy]) => {
    const next = loadNextStrategy(changed(from, to), earlier)
    return next.ok ? [] : next.faults.map(({ code, line, params }) => ({ code, line, params }))
  }
  const without = { ...first.strategy, goals: first.strategy.goals.slice(1) }
  test('the same again, other words, a new item', () => {
    expect(faults('Prill 2024', 'Prill 2025')).toEqual([])
    expect(faults('id: cilj-1,', 'id: cilj-9,')).toEqual([])
  })
  test('an id that names something else now, with its line', () => {
    const moved = changed('id: uvod-3\n', 'id: uvod-33\n').replace('id: cilj-2,', 'id: uvod-3,')
    const next = loadNextStrategy(moved, [first.strategy])
    expect(next.ok ? [] : next.faults).toMatchObject([
      { code: 'strategy.moved', line: lineOf('id: cilj-2,'), params: { id: 'uvod-3', from: 'introduction' } }
    ])
  })
  test('an id that was removed comes back', () => {
    expect(faults('Prill 2024', 'Prill 2025', [without, first.strategy])).toEqual([
      { code: 'strategy.id-reused', line: lineOf('id: cilj-1,'), params: { id: 'cilj-1' } }
    ])
  })
})

describe('a hostile file is refused quickly', () => {
  const quickly = (yaml: string, code: string): void => {
    const before = performance.now()
    expect(faultsOf(yaml)[0]?.code).toBe(code)
    expect(performance.now() - before).toBeLessThan(3_000)
  }
  test.each([
    ['flow', '['.repeat(3_000)],
    ['maps', '{a: '.repeat(3_000)],
    ['dashes', '- '.repeat(3_000)],
    ['indents', Array.from({ length: 1_800 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['questions', '? '.repeat(3_000)],
    ['a million brackets', '['.repeat(1_000_000)]
  ])('3,000 deep: %s', (_, yaml) => quickly(`x: 1\ny:\n  ${yaml}`.replace('  \n', '\n'), 'strategy.too-deep'))
  test('deep inside the real file, with its line', () => {
    const [fault] = faultsOf(changed('where: [b3, c1], en', `where: ${'['.repeat(3_000)}`))
    expect(fault).toMatchObject({ code: 'strategy.too-deep', line: lineOf('where: [b3, c1], en') })
  })
  test('billion laughs', () => {
    const laughs = [
      'a: &a [x, x]',
      ...Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*${i ? `b${i - 1}` : 'a'}, *a]`)
    ]
    quickly(laughs.join('\n'), 'strategy.alias-bomb')
  })
  test('over two MiB, in bytes and not in letters', () => {
    quickly(`# ${'x'.repeat(2 * 1024 * 1024)}`, 'strategy.too-big')
    quickly(`# ${'č'.repeat(1024 * 1024)}`, 'strategy.too-big')
  })
  test('a map of very many keys', () => {
    const keys = Array.from({ length: 60_000 }, (_, i) => `k${i}: 1`).join('\n')
    quickly(keys, 'strategy.too-big')
    const fewer = faultsOf(Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join('\n'))
    expect(fewer.length).toBeLessThanOrEqual(100)
  })
  test('whatever is cut, doubled or swapped, it answers with a strategy or with faults and never throws', () => {
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(400),
        fc.string({ unit: 'grapheme', maxLength: 12 }),
        (at, cut, put) => {
          const loaded = loadStrategy(text.slice(0, at) + put + text.slice(at + cut))
          expect(loaded.ok ? 1 : loaded.faults.length).toBeGreaterThan(0)
        }
      ),
      { numRuns: 25 }
    )
  }, 60_000)
})
