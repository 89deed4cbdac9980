import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { planFields } from '#locales/plan-fields/index.ts'
import { planVersions } from '#locales/plan-versions/index.ts'
import { cases } from '#locales/cases/index.ts'
import { loadStrategy } from '../load-strategy.ts'
import { Strategy } from '../strategy.ts'
import { itemKinds, keyOfChoice, kindOf, languageOf, sections, stemOf } from '../strategy-fields.ts'
import { isTextSection } from '../text-notes.ts'
import { caughtUp, changesIn, draftOf, faultsIn, meantFields, typedOf } from './form.ts'
import { itemAt, itemsById, itemsOf, type Json } from './items.ts'

const loaded = loadStrategy(
  readFileSync(new URL('../../../strategy/ranilug-2024.yaml', import.meta.url), 'utf8')
)
if (!loaded.ok) throw new Error('strategy')
const { strategy } = loaded

/** The same format as another library would read it: every place where a value may stand, without numbers in lists. */
type JsonSchema = {
  type?: string
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  anyOf?: JsonSchema[]
}
const leavesOf = (schema: JsonSchema, path: string): string[] => {
  if (schema.type === 'null') return []
  const inside = [
    ...Object.entries(schema.properties ?? {}).flatMap(([key, one]) => leavesOf(one, `${path}.${key}`)),
    ...[schema.items ?? [], schema.anyOf ?? []].flat().flatMap(one => leavesOf(one, path))
  ]
  return inside.length > 0 ? inside : [path]
}

describe('every field that the format knows', () => {
  const leaves = [
    ...new Set(leavesOf(z.toJSONSchema(Strategy, { unrepresentable: 'any' }) as JsonSchema, ''))
  ].map(path => path.slice(1))
  /** Where the items of a list stand: `results_framework.activities.tasks`. */
  const wholePath = (slot: string): string => {
    const holder = [...itemKinds.values()].find(kind => kind.holds.some(h => h.slot === slot))
    return slot === '' ? '' : `${wholePath(holder!.slot)}${slot}.`
  }
  const controlled = new Set(
    [...itemKinds.keys()].flatMap(slot => kindOf(slot).fields.map(f => wholePath(slot) + f.path))
  )
  test('has a control; ids alone have none, since they are for good', () => {
    expect(leaves.length).toBeGreaterThan(120)
    const without = leaves.filter(leaf => !controlled.has(leaf))
    expect(without.filter(leaf => !leaf.endsWith('.id'))).toEqual(['schema'])
  })
  test('and no control stands for nothing', () => {
    expect([...controlled].filter(path => !leaves.includes(path))).toEqual([])
  })
  const words = (['sr-Latn', 'sq', 'en'] as const).map(l => ({
    ...planFields[l],
    ...planVersions[l],
    ...cases[l]
  }))
  test.each([...itemKinds.values()])('of $slot has a name, and what can be chosen has words', kind => {
    for (const known of words) {
      for (const { path, control } of kind.fields) {
        expect(known).toHaveProperty([`text-field.${languageOf(path) ? stemOf(path) || 'words' : path}`])
        if (control.as !== 'choice') continue
        for (const value of control.values) expect(known).toHaveProperty([keyOfChoice(path, value)])
      }
      for (const { slot } of kind.holds) expect(known).toHaveProperty([`slot.${slot}`])
    }
  })
  test('and so has every section that a note may be about', () => {
    for (const section of sections)
      for (const known of words)
        expect(known).toHaveProperty([`${isTextSection(section) ? 'text' : 'slot'}.${section}`])
  })
})

describe('what is typed', () => {
  test("Ranilug's whole text, seen in the form and said again, is the same", () => {
    for (const item of itemsOf(strategy)) {
      const kind = kindOf(item.slot)
      const said = meantFields(kind, typedOf(kind, item.fields))
      // one place stands as it is, several as a list: both say the same
      const flat = (fields: ReadonlyMap<string, Json>) =>
        Object.fromEntries([...fields].map(([k, v]) => [k, k === 'where' ? [v].flat() : v]))
      const { schema: _, ...fields } = flat(item.fields)
      expect(flat(said), item.id).toEqual(fields)
      expect(changesIn(kind, draftOf(kind, item.fields)), item.id).toEqual([])
      expect(faultsIn(kind, item, []), item.id).toEqual([])
    }
  })
  const items = itemsById(strategy)
  const typing = (id: string, typed: Record<string, string | string[]>) => {
    const item = items.get(id)!
    const kind = kindOf(item.slot)
    const draft = draftOf(kind, item.fields)
    Object.assign(draft.typed, typed)
    const changes = changesIn(kind, draft)
    return { changes, faults: faultsIn(kind, item, changes).map(f => [f.field, f.code]) }
  }
  test('a time of validity is there with both days or not at all', () => {
    const both = { 'meta.validity_period.from': '2027-01-01', 'meta.validity_period.to': '2030-12-31' }
    expect(typing('@', both)).toEqual({
      changes: [
        { field: 'meta.validity_period', before: null },
        { field: 'meta.validity_period.from', after: '2027-01-01' },
        { field: 'meta.validity_period.to', after: '2030-12-31' }
      ],
      faults: []
    })
    expect(typing('@', { 'meta.validity_period.from': '2027-01-01' }).faults).toEqual([
      ['meta.validity_period.to', 'strategy.missing-key']
    ])
  })
  test('each fault at its field: a word that lacks, a year in words, too much', () => {
    expect(typing('cilj-1', { sq: ' ', 'title.sr': 'x' }).faults).toEqual([['sq', 'strategy.missing-word']])
    expect(typing('@', { 'meta.protocol_year': 'lane' }).faults).toEqual([
      ['meta.protocol_year', 'strategy.wrong-type']
    ])
    expect(typing('cilj-1', { en: 'x'.repeat(8001) }).faults).toEqual([['en', 'strategy.wrong-format']])
  })
  test('links, lists and numbers as the file writes them', () => {
    const one = (id: string, field: string, value: string | string[]) =>
      typing(id, { [field]: value }).changes.map(c => c.after)
    expect(one('c1-p6', 'measures', 'profiled\n\n informed \nhelped')).toEqual([['profiled', 'informed', 'helped']]) // prettier-ignore
    expect(one('c1-p6', 'no', '7')).toEqual([7])
    expect(one('c1-p6', 'no', '7a')).toEqual(['7a'])
    expect(one('c1-p6', 'no', '')).toEqual([null])
    expect(one('c1-p6', 'tasks', [])).toEqual([[]])
    expect(one('c1-p6', 'same_as', ['b3-p1'])).toEqual(['b3-p1'])
    expect(one('cg-ocd', 'where', ['prep-02'])).toEqual(['prep-02'])
  })
})

describe('while somebody else writes', () => {
  const item = itemsById(strategy).get('c1-p6')!
  const kind = kindOf(item.slot)
  const draft = draftOf(kind, item.fields)
  draft.typed.sr = 'moje'
  const now = new Map([...item.fields, ['kind', 'percent'], ['sr', 'njihovo']] as [string, Json][])
  test('what they alone changed is taken, what both did waits with both sides', () => {
    const next = caughtUp(kind, draft, now)
    expect(next.typed).toMatchObject({ sr: 'moje', kind: 'percent' })
    expect(next.begun.sr).toBe(item.fields.get('sr'))
    expect(next.begun.kind).toBe('percent')
    expect(changesIn(kind, next).map(c => c.field)).toEqual(['sr'])
  })
})

test('a place in the text is an item and a field of it', () => {
  expect(itemAt(strategy, 'goals[1].title.sq')).toEqual({ item: 'cilj-2', field: 'title.sq' })
  expect(itemAt(strategy, 'meta.date')).toEqual({ item: '@', field: 'meta.date' })
  const { id } = strategy.results_framework[0]!.activities[1]!
  expect(itemAt(strategy, 'results_framework[0].activities[1].tasks')).toEqual({ item: id, field: 'tasks' })
  const row = strategy.results_framework[0]!.activities[0]!.responsible[0]!
  expect(itemAt(strategy, 'results_framework[0].activities[0].responsible[0].institutions[2]')).toEqual({
    item: row.id,
    field: 'institutions'
  })
})
