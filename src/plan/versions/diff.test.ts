import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadStrategy } from '../load-strategy.ts'
import type { Strategy } from '../strategy.ts'
import { apply, diff, insist } from './diff.ts'
import { itemsById, itemsOf, type JsonObject } from './items.ts'
import { strategyYaml } from './strategy-yaml.ts'

const loaded = loadStrategy(
  readFileSync(new URL('../../../strategy/ranilug-2024.yaml', import.meta.url), 'utf8')
)
if (!loaded.ok) throw new Error('strategy')
const { strategy } = loaded
const edited = (edit: (s: Strategy) => void): Strategy => {
  const copy = structuredClone(strategy)
  edit(copy)
  return copy
}
const activity = (s: Strategy, id: string) =>
  s.results_framework.flatMap(t => t.activities).find(a => a.id === id)!

describe('what differs', () => {
  test('nothing, in the same text, whatever the order of its keys', () => {
    expect(diff(strategy, strategy)).toEqual([])
    const shuffled = JSON.parse(
      JSON.stringify(strategy, (_, v) =>
        v && typeof v === 'object' && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).reverse()) : v
      )
    )
    expect(diff(strategy, shuffled)).toEqual([])
  })
  test('one word in one language', () => {
    const next = edited(s => (s.goals[1]!.title.sq = 'Tjetër'))
    expect(diff(strategy, next)).toEqual([
      { kind: 'changed', id: 'cilj-2', field: 'title.sq', before: 'Mbrojtja e viktimave', after: 'Tjetër' }
    ])
  })
  test('what the whole strategy says: its title, its date, its time', () => {
    const next = edited(s => {
      s.meta.date = '2027-01-15'
      s.meta.validity_period = { from: '2027-01-01', to: '2030-12-31' }
    })
    expect(diff(strategy, next).map(c => c.kind === 'changed' && [c.id, c.field])).toEqual([
      ['@', 'meta.date'],
      ['@', 'meta.validity_period'],
      ['@', 'meta.validity_period.from'],
      ['@', 'meta.validity_period.to']
    ])
  })
  test('a task added, a gap removed, an activity that takes its tasks with it', () => {
    const next = edited(s => {
      activity(s, 'b3').tasks.splice(1, 0, { id: 'b3-z9', no: null, sr: 'a', sq: 'b', en: 'c' })
      s.situation_analysis.gaps.splice(2, 1)
      s.results_framework[0]!.activities.pop()
    })
    expect(diff(strategy, next).map(c => [c.kind, c.kind === 'reordered' ? c.slot : c.id])).toEqual([
      ['removed', strategy.situation_analysis.gaps[2]!.id],
      ['removed', 'a3'],
      ['added', 'b3-z9']
    ])
    expect(diff(strategy, next)[2]).toMatchObject({ parent: 'b3', slot: 'tasks', next: 'b3-z1' })
  })
  test('another order', () => {
    const next = edited(s => s.goals.reverse())
    expect(diff(strategy, next)).toMatchObject([{ kind: 'reordered', parent: '@', slot: 'goals' }])
  })
  test('a link to other institutions is one field', () => {
    const next = edited(s => {
      activity(s, 'a1').responsible[0]!.institutions = ['inst-policija']
    })
    expect(diff(strategy, next)).toMatchObject([{ kind: 'changed', field: 'institutions' }])
  })
})

// Edits as people make them, one after the other.
const ids = itemsOf(strategy).map(i => i.id)
const anyEdit = fc.oneof(
  fc.record({
    do: fc.constant('say' as const),
    id: fc.constantFrom(...ids),
    lang: fc.constantFrom('sr', 'en', 'sq'),
    words: fc.string({ minLength: 1 })
  }),
  fc.record({ do: fc.constant('drop' as const), list: fc.nat(5), at: fc.nat(3) }),
  fc.record({ do: fc.constant('put' as const), list: fc.nat(5), at: fc.nat(3), id: fc.nat(9) }),
  fc.record({ do: fc.constant('turn' as const), list: fc.nat(5) })
)
const listsOf = (s: Strategy) =>
  [
    s.goals,
    s.situation_analysis.gaps,
    s.recommendations,
    s.introduction,
    s.results_framework[1]!.activities,
    s.results_framework[0]!.activities[0]!.tasks
  ] as unknown as JsonObject[][]
type Edit = typeof anyEdit extends fc.Arbitrary<infer T> ? T : never
const after = (edits: readonly Edit[]): Strategy =>
  edited(s => {
    for (const edit of edits) {
      if (edit.do === 'say') {
        const item = itemsById(s).get(edit.id)
        if (item && 'sr' in item.whole) item.whole[edit.lang] = edit.words
        continue
      }
      const list = listsOf(s)[edit.list]
      if (!list) continue
      if (edit.do === 'drop' && list.length > 1) list.splice(edit.at % list.length, 1)
      if (edit.do === 'turn') list.reverse()
      const id = `new-${edit.do === 'put' ? edit.id : 0}`
      if (edit.do === 'put' && !itemsById(s).has(id))
        list.splice(edit.at, 0, { id, sr: 'a', sq: 'b', en: 'c' })
    }
  })

describe('laws', () => {
  const some = fc.array(anyEdit, { maxLength: 8 })
  test('the difference made to the first gives the second', () => {
    fc.assert(
      fc.property(some, edits => {
        const next = after(edits)
        const made = apply(strategy, diff(strategy, next))
        expect(made.conflicts).toEqual([])
        expect(diff(made.text, next)).toEqual([])
      }),
      { numRuns: 60 }
    )
  })
  test('made twice is made once', () => {
    fc.assert(
      fc.property(some, edits => {
        const next = after(edits)
        const changes = diff(strategy, next)
        const once = apply(strategy, changes).text
        expect(diff(apply(once, changes).text, once)).toEqual([])
      }),
      { numRuns: 40 }
    )
  })
  test('two who started from one text: every wish is made or shown as a conflict, and none of the other’s is undone', () => {
    fc.assert(
      fc.property(some, some, (ours, others) => {
        const [mine, theirs] = [after(ours), after(others)]
        const wishes = diff(strategy, mine)
        const made = apply(theirs, wishes)
        const standing = itemsById(made.text)
        for (const wish of wishes) {
          if (made.conflicts.some(c => c.change === wish) || wish.kind === 'reordered') continue
          const item = standing.get(wish.id)
          if (wish.kind === 'removed') expect(item).toBeUndefined()
          if (wish.kind === 'added') expect(item).toBeDefined()
          if (wish.kind === 'changed') expect(item?.fields.get(wish.field)).toEqual(wish.after)
        }
        for (const change of diff(strategy, theirs))
          if (change.kind === 'changed') {
            const wish = wishes.find(
              w => w.kind === 'changed' && w.id === change.id && w.field === change.field
            )
            const item = standing.get(change.id)
            if (!wish && item) expect(item.fields.get(change.field)).toEqual(change.after)
          }
      }),
      { numRuns: 60 }
    )
  })
})

describe('both changed one thing', () => {
  const mine = edited(s => (s.goals[0]!.en = 'mine'))
  const theirs = edited(s => (s.goals[0]!.en = 'theirs'))
  test('both are shown, and the other’s stands until somebody chooses', () => {
    const made = apply(theirs, diff(strategy, mine))
    expect(made.text.goals[0]!.en).toBe('theirs')
    expect(made.conflicts).toMatchObject([{ change: { after: 'mine' }, now: 'theirs' }])
    const again = insist(made.conflicts[0]!)!
    expect(apply(theirs, [again]).text.goals[0]!.en).toBe('mine')
  })
  test('the same sentence twice is no conflict', () => {
    expect(apply(mine, diff(strategy, mine)).conflicts).toEqual([])
  })
  test('what one changes and the other removes', () => {
    const removed = edited(s => s.goals.splice(0, 1))
    const [gone] = apply(removed, diff(strategy, mine)).conflicts
    expect(gone).toEqual({ change: diff(strategy, mine)[0], gone: true })
    expect(insist(gone!)).toBeUndefined()
    const [kept] = apply(mine, diff(strategy, removed)).conflicts
    expect(kept).toMatchObject({ change: { kind: 'removed', id: 'cilj-1' }, now: { en: 'mine' } })
    expect(apply(mine, [insist(kept!)!]).text.goals).toHaveLength(4)
  })
  test('a field that says "not stated" in one and a time in the other', () => {
    const until = (to: string) => edited(s => (s.meta.validity_period = { from: '2027-01-01', to }))
    const made = apply(until('2030-12-31'), diff(strategy, until('2031-12-31')))
    expect(made.conflicts.map(c => c.now)).toEqual(['2030-12-31'])
    const insisted = made.conflicts.map(c => insist(c)!)
    expect(apply(made.text, insisted).text.meta.validity_period?.to).toBe('2031-12-31')
  })
  test('two new items with one id', () => {
    const put = (en: string) => edited(s => s.introduction.push({ id: 'uvod-9', sr: en, sq: en, en }))
    const made = apply(put('theirs'), diff(strategy, put('mine')))
    expect(made.conflicts).toHaveLength(1)
    expect(made.text.introduction.at(-1)!.en).toBe('theirs')
  })
})

describe('as a file', () => {
  test("Ranilug's text comes out and loads again as the same, also after the database mixed its keys", () => {
    const mixed = JSON.parse(JSON.stringify(strategy), (_, v) =>
      v && typeof v === 'object' && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).sort()) : v
    ) as Strategy
    const yaml = strategyYaml(mixed)
    expect(yaml).toBe(strategyYaml(strategy))
    const again = loadStrategy(yaml)
    expect(again.ok && again.strategy).toEqual(strategy)
  })
  test('whatever words stand in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), words => {
        if (words.trim() === '') return
        const next = edited(s => (s.goals[0]!.en = words))
        const again = loadStrategy(strategyYaml(next))
        expect(again.ok && again.strategy.goals[0]!.en).toBe(words)
      }),
      { numRuns: 25 }
    )
  }, 30_000)
})
