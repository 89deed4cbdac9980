import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadStrategy } from './load-strategy.ts'
import { institutionTree, notesByPlace } from './text-notes.ts'

const loaded = loadStrategy(
  readFileSync(new URL('../../strategy/ranilug-2024.yaml', import.meta.url), 'utf8')
)
if (!loaded.ok) throw new Error('strategy')
const { strategy } = loaded

test('each note stands beside everything it is about', () => {
  const notes = notesByPlace(strategy)
  expect(notes.get('zakon-16')).toEqual(notes.get('zakon-21'))
  expect(notes.get('goals')?.[0]).toMatch(/Goal 5/)
  expect(new Set([...notes.values()].flat())).toEqual(new Set(strategy.editor_notes.map(n => n.en)))
})
test('every institution stands once, under its parent', () => {
  const tree = institutionTree(strategy.institutions.items)
  expect(tree.map(t => t.institution.id).sort()).toEqual(strategy.institutions.items.map(i => i.id).sort())
  const police = tree.findIndex(t => t.institution.id === 'inst-policija')
  const under = tree.findIndex(t => t.institution.id === 'inst-ditlj')
  expect(under).toBeGreaterThan(police)
  expect(tree[under]!.depth).toBe(tree[police]!.depth + 1)
})
