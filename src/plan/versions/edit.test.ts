import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadStrategy } from '../load-strategy.ts'
import { apply, diff } from './diff.ts'
import { changesOf, nextId, openLists, type OpenList, type ProposalEdit } from './edit.ts'
import { itemsOf } from './items.ts'
import { nameOf } from './proposal.ts'
import { strategyYaml } from './strategy-yaml.ts'

const loaded = loadStrategy(
  readFileSync(new URL('../../../strategy/ranilug-2024.yaml', import.meta.url), 'utf8')
)
if (!loaded.ok) throw new Error('strategy')
const { strategy } = loaded
const used = new Set(itemsOf(strategy).map(i => i.id))
const words = { sr: 'a', en: 'b', sq: 'c' }
const after = (edit: ProposalEdit) => {
  const made = changesOf(strategy, edit, used, strategy)
  if ('refused' in made) throw new Error(made.refused)
  return apply(strategy, made.changes)
}

test('an id follows its siblings and is never one that was used', () => {
  expect(nextId(['a1-z1', 'a1-z2'], new Set())).toBe('a1-z3')
  expect(nextId(['jaz-09'], new Set(['jaz-10']))).toBe('jaz-11')
  expect(nextId(['inst-policija'], new Set())).toBe('inst-policija-1')
})

describe('added', () => {
  const places: Record<OpenList, string> = {
    introduction: '@',
    goals: '@',
    recommendations: '@',
    actions: 'tacka-01',
    tasks: 'b3',
    indicators: 'b3',
    'situation_analysis.gaps': '@',
    'institutions.items': '@',
    'legal_framework.items': '@'
  }
  test.each(Object.keys(openLists) as OpenList[])('%s: the text with it is a whole text', slot => {
    const { text, conflicts } = after({
      do: 'add',
      parent: places[slot],
      slot,
      words,
      title: words,
      kind: 'count'
    })
    expect(conflicts).toEqual([])
    expect(itemsOf(text)).toHaveLength(itemsOf(strategy).length + 1)
    expect(loadStrategy(strategyYaml(text))).toMatchObject({ ok: true })
  })
  test('a goal without a title, an indicator without a kind, a list that is not there', () => {
    const add = { do: 'add', parent: '@', slot: 'goals', words } as const
    expect(changesOf(strategy, add, used, strategy)).toEqual({ refused: 'proposal.needs-words' })
    expect(changesOf(strategy, { ...add, parent: 'b3', slot: 'indicators' }, used, strategy)).toEqual({
      refused: 'proposal.needs-words'
    })
    expect(changesOf(strategy, { ...add, parent: 'cilj-1', slot: 'tasks' }, used, strategy)).toEqual({
      refused: 'proposal.no-such-item'
    })
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
  const say = (id: string, field: string, before: string) =>
    changesOf(strategy, { do: 'say', id, fields: [{ field, before, after: 'x' }] }, used, strategy)
  test('words alone, of an item that has them', () => {
    expect(
      after({
        do: 'say',
        id: '@',
        fields: [{ field: 'meta.title.en', before: strategy.meta.title.en, after: 'x' }]
      }).text.meta.title.en
    ).toBe('x')
    expect(say('cilj-1', 'title.fr', '')).toEqual({ refused: 'proposal.no-such-item' })
    expect(say('cilj-1', 'id', 'cilj-1')).toEqual({ refused: 'proposal.no-such-item' })
    expect(say('cilj-99', 'sr', '')).toEqual({ refused: 'proposal.no-such-item' })
  })
  test('over what another wrote meanwhile is a conflict', () => {
    const made = say('cilj-1', 'en', 'what stood there yesterday')
    expect('changes' in made && apply(strategy, made.changes).conflicts).toHaveLength(1)
  })
})

describe('taken back', () => {
  const edits: ProposalEdit[] = [
    { do: 'remove', id: 'jaz-03' },
    { do: 'add', parent: 'b3', slot: 'tasks', words },
    { do: 'say', id: 'cilj-1', fields: [{ field: 'en', before: strategy.goals[0]!.en, after: 'x' }] }
  ]
  test.each(edits)('%o: the text is what it was', edit => {
    const { text } = after(edit)
    const [change] = diff(strategy, text)
    const back = changesOf(text, { do: 'take-back', name: nameOf(change!) }, used, strategy)
    expect('changes' in back && diff(apply(text, back.changes).text, strategy)).toEqual([])
  })
})
