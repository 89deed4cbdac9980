import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadStrategy } from '../load-strategy.ts'
import { apply, diff } from './diff.ts'
import type { Strategy } from '../strategy.ts'
import { itemKinds, kindOf, type Field } from '../strategy-fields.ts'
import { changesOf, newId, type ProposalEdit } from './edit.ts'
import { idsIn, itemsOf, type Json } from './items.ts'
import { nameOf } from './proposal.ts'
import { strategyYaml } from './strategy-yaml.ts'

const loaded = loadStrategy(
  readFileSync(new URL('../../../strategy/ranilug-2024.yaml', import.meta.url), 'utf8')
)
if (!loaded.ok) throw new Error('strategy')
const { strategy } = loaded
const used = new Set(itemsOf(strategy).map(i => i.id))
const after = (edit: ProposalEdit) => {
  const made = changesOf(strategy, edit, used, strategy)
  if ('refused' in made) throw new Error(made.refused)
  return apply(strategy, made.changes)
}

test('an id follows its siblings, or its like elsewhere, and is never one that was used', () => {
  const items = itemsOf(strategy)
  expect(newId(items, 'a1', 'tasks', used)).toBe('a1-z4')
  expect(newId(items, '@', 'situation_analysis.gaps', new Set(['jaz-12']))).toBe('jaz-13')
  expect(newId(items, '@', 'institutions.items', used)).toMatch(/-1$/)
  expect(newId(items, '@', 'results_framework', used)).toBe('tab-d')
  expect(newId(items, 'tab-d', 'activities', used)).toBe('tab-d-activities-1')
  expect(newId(items, 'tab-d-activities-1', 'indicators', used)).toBe('tab-d-activities-1-p1')
})

/** The least that each field takes. */
const least = ({ control }: Field): Json => {
  switch (control.as) {
    case 'choice':
      return control.values[0]!
    case 'links':
      return control.to === 'institution' && control.many ? ['inst-policija'] : []
    default:
      return control.as === 'number-or-text' ? null : 'XK'
  }
}
const addition = (parent: string, slot: string): Extract<ProposalEdit, { do: 'add' }> => ({
  do: 'add',
  parent,
  slot,
  next: idsIn(itemsOf(strategy), parent, slot).at(-1) ?? null,
  fields: kindOf(slot)
    .fields.filter(f => f.absent !== 'left-out' && !f.group)
    .map(f => ({ field: f.path, after: least(f) as string }))
})

describe('added', () => {
  /** The first place that has such a list. */
  const holderOf = (slot: string) => itemsOf(strategy).find(i => i.slot === slot)!.parent
  const lists = [...itemKinds.values()].flatMap(k => k.holds.filter(h => h.list).map(h => h.slot))
  test.each(lists)('%s: the text with it is whole, but for lists that must not stay empty', slot => {
    const { text, conflicts } = after(addition(holderOf(slot), slot))
    expect(conflicts).toEqual([])
    expect(itemsOf(text)).toHaveLength(itemsOf(strategy).length + 1)
    const read = loadStrategy(strategyYaml(text))
    if (!read.ok)
      expect(
        read.faults.map(f => f.code),
        JSON.stringify(read.faults)
      ).toEqual(read.faults.map(() => expect.stringMatching(/empty-list|unknown-reference/)))
  })
  test('a table, an activity in it, a task in that: each begins empty, and then the text is whole', () => {
    let text = strategy
    let last = ''
    const add = (parent: string, slot: string) => {
      const next = idsIn(itemsOf(text), parent, slot).at(-1) ?? null
      const made = changesOf(text, { ...addition(parent, slot), next }, used, strategy)
      if ('refused' in made) throw new Error(`${made.refused} ${made.field}`)
      ;[last] = made.changes.map(c => (c.kind === 'added' ? c.id : '')) as [string]
      text = apply(text, made.changes).text
      return last
    }
    const table = add('@', 'results_framework')
    expect(loadStrategy(strategyYaml(text))).toMatchObject({ faults: [{ code: 'strategy.empty-list' }] })
    const activity = add(table, 'activities')
    const task = add(activity, 'tasks')
    add(activity, 'responsible')
    add(activity, 'indicators')
    expect(task).toBe(`${activity}-z1`)
    expect(loadStrategy(strategyYaml(text))).toMatchObject({ ok: true })
    const [change, ...more] = diff(strategy, text)
    expect([change!.kind, more]).toEqual(['added', []])
  })
  test('a goal without a title, an indicator without a kind, a list that is not there, a list that grew meanwhile', () => {
    const without = (edit: Extract<ProposalEdit, { do: 'add' }>, field: string) => ({
      ...edit,
      fields: edit.fields.filter(f => f.field !== field)
    })
    const add = addition('@', 'goals')
    expect(changesOf(strategy, without(add, 'title.sq'), used, strategy)).toEqual({
      refused: 'proposal.faulty-field',
      field: 'title.sq'
    })
    expect(changesOf(strategy, without(addition('b3', 'indicators'), 'kind'), used, strategy)).toEqual({
      refused: 'proposal.faulty-field',
      field: 'kind'
    })
    expect(changesOf(strategy, { ...add, parent: 'cilj-1' }, used, strategy)).toEqual({
      refused: 'proposal.no-such-item'
    })
    expect(changesOf(strategy, { ...add, next: 'cilj-1' }, used, strategy)).toEqual({
      refused: 'proposal.changed-meanwhile'
    })
  })
})

describe('moved', () => {
  const order = (text: Strategy) => text.goals.map(g => g.id)
  const [first, second, third] = order(strategy) as [string, string, string]
  test('up, down, first; and asked twice it is moved once', () => {
    expect(order(after({ do: 'move', id: third, next: first }).text).slice(0, 3)).toEqual([
      first,
      third,
      second
    ])
    expect(order(after({ do: 'move', id: second, next: null }).text).slice(0, 2)).toEqual([second, first])
    expect(changesOf(strategy, { do: 'move', id: second, next: first }, used, strategy)).toEqual({
      changes: []
    })
  })
  test('behind one that is gone, or what stands in no list', () => {
    expect(changesOf(strategy, { do: 'move', id: first, next: 'cilj-99' }, used, strategy)).toEqual({
      refused: 'proposal.changed-meanwhile'
    })
    const { id } = strategy.problem_statement.intro
    for (const edit of [{ do: 'move', id, next: null } as const, { do: 'remove', id } as const])
      expect(changesOf(strategy, edit, used, strategy)).toEqual({ refused: 'proposal.no-such-item' })
  })
})

describe('removed', () => {
  test('links to it go with it, and the text stays whole', () => {
    const { text } = after({ do: 'remove', id: 'b1-z4' })
    expect(JSON.stringify(text)).not.toContain('"b1-z4"')
    expect(loadStrategy(strategyYaml(text))).toMatchObject({ ok: true })
  })
  test('an indicator that another repeats: the other counts from now on', () => {
    const { text } = after({ do: 'remove', id: 'c1-p3' })
    const twin = text.results_framework[1]!.activities[2]!.indicators.find(i => i.id === 'b3-p1')
    expect(twin).toBeDefined()
    expect(twin).not.toHaveProperty('same_as')
  })
  test('the whole strategy cannot be', () => {
    expect(changesOf(strategy, { do: 'remove', id: '@' }, used, strategy)).toEqual({
      refused: 'proposal.no-such-item'
    })
  })
})

describe('said otherwise', () => {
  const say = (id: string, field: string, before: Json | undefined, value?: Json) =>
    changesOf(strategy, { do: 'say', id, fields: [{ field, before, after: value } as never] }, used, strategy)
  test('words, kinds, links, days: whatever the format knows', () => {
    const { title, date } = strategy.meta
    expect(say('@', 'meta.title.en', title.en, 'x')).toMatchObject({ changes: [{ after: 'x' }] })
    expect(say('@', 'meta.date', date, '2027-01-15')).toMatchObject({ changes: [{ before: date }] })
    expect(say('c1-p6', 'kind', 'count', 'percent')).toMatchObject({ changes: [{ field: 'kind' }] })
    expect(say('c1-p6', 'measures', ['profiled', 'informed'])).toMatchObject({ changes: [{ id: 'c1-p6' }] })
  })
  test('what it already says is no change', () => {
    expect(say('c1-p6', 'kind', 'percent', 'count')).toEqual({ changes: [] })
  })
  test('an id, a field that is not there, an item that is not', () => {
    for (const [id, field] of [
      ['cilj-1', 'title.fr'],
      ['cilj-1', 'id'],
      ['@', 'schema'],
      ['@', 'goals'],
      ['cilj-99', 'sr']
    ] as const)
      expect(say(id, field, '', 'x'), `${id} ${field}`).toEqual({ refused: 'proposal.no-such-item' })
  })
  test('what the format does not take is said with its field', () => {
    for (const [id, field, value] of [
      ['cilj-1', 'sq', ' '],
      ['@', 'meta.date', '2026-02-30'],
      ['@', 'meta.validity_period.from', '2027-01-01'],
      ['c1-p6', 'kind', 'many'],
      ['c1-p6', 'tasks', 'c1-z2']
    ] as const)
      expect(say(id, field, undefined, value), `${id} ${field}`).toMatchObject({
        refused: 'proposal.faulty-field'
      })
  })
  test('over what another wrote meanwhile is a conflict', () => {
    const made = say('cilj-1', 'en', 'what stood there yesterday', 'x')
    expect('changes' in made && apply(strategy, made.changes).conflicts).toHaveLength(1)
  })
})

describe('taken back', () => {
  const edits: ProposalEdit[] = [
    { do: 'remove', id: 'jaz-03' },
    addition('b3', 'tasks'),
    { do: 'move', id: 'cilj-2', next: null },
    {
      do: 'say',
      id: '@',
      fields: [
        { field: 'meta.validity_period', before: null },
        { field: 'meta.validity_period.from', after: '2027-01-01' },
        { field: 'meta.validity_period.to', after: '2030-12-31' }
      ]
    },
    { do: 'say', id: 'cilj-1', fields: [{ field: 'en', before: strategy.goals[0]!.en, after: 'x' }] }
  ]
  test.each(edits)('%o: the text is what it was', edit => {
    const { text } = after(edit)
    const [change] = diff(strategy, text)
    const back = changesOf(text, { do: 'take-back', name: nameOf(change!) }, used, strategy)
    expect('changes' in back && diff(apply(text, back.changes).text, strategy)).toEqual([])
  })
})
