import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { GapState } from '../gaps/gaps.ts'
import { loadStrategy } from '../load-strategy.ts'
import { taskRows } from '../rows.ts'
import { foldTask, type TaskFact } from '../tasks.ts'
import { nextMeasures, type NextInput } from './next.ts'

const loaded = loadStrategy(readFileSync('strategy/ranilug-2024.yaml', 'utf8'))
if (!loaded.ok) throw new Error('faulty strategy')
const { strategy } = loaded
const today = '2026-06-30'
const by = { on: '2026-01-10', by: 'ana' }
const due = (deadline: string): TaskFact => ({ ...by, kind: 'deadline-set', deadline })
const budget = (cents: number): TaskFact => ({ ...by, kind: 'budget-set', cents })
const gap = (state: GapState, ...activities: string[]) => ({
  gap: 'jaz-01',
  words: { sr: 'jaz', sq: 'jaz', en: 'gap' },
  activities,
  state
})
const measures = (facts: Record<string, TaskFact[]>, more: Partial<NextInput> = {}) =>
  nextMeasures({
    strategy,
    tasks: Object.fromEntries(
      taskRows(strategy).map(({ task }) => [task.id, foldTask(facts[task.id] ?? [], today)])
    ),
    gaps: [],
    offTrack: new Set(),
    manyAlerts: null,
    today,
    ...more
  })
const points = (of: ReturnType<typeof measures>) =>
  Object.fromEntries(of.filter(m => m.points).map(m => [m.activity, m.points]))

describe('where the next euro helps', () => {
  it('keeps the order of the strategy while nothing speaks for another one; a repeated measure stands once', () => {
    expect(measures({}).map(m => m.activity)).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'c1'])
    expect(points(measures({}))).toEqual({})
  })
  it('one point for late work, another when it is late for more than 90 days', () => {
    const late = measures({
      'a3-z1': [due('2026-06-29')],
      'b1-z1': [due('2026-04-01')],
      'b1-z2': [due('2026-03-31')]
    })
    expect(points(late)).toEqual({ b1: 3, a3: 1 })
    expect(late[0]).toMatchObject({
      activity: 'b1',
      reasons: [
        { days: 90, points: 1 },
        { days: 91, points: 2 }
      ]
    })
    expect(points(measures({ 'a3-z1': [due('2026-06-30')] }))).toEqual({})
  })
  it.each([
    ['not-closing', 2],
    ['unchanged', 1],
    ['mixed', 1],
    ['closing', 0],
    ['cannot-be-said', 0],
    ['unanswered', 0]
  ] as const)('a gap that is %s: %i', (state, weight) => {
    expect(points(measures({}, { gaps: [gap(state, 'a2', 'b2')] }))).toEqual(weight ? { a2: weight, b2: weight } : {}) // prettier-ignore
  })
  it('indicators off track, and alerts on the measure whose numbers come from alerts, from five on', () => {
    expect(points(measures({}, { offTrack: new Set(['b1-p2', 'b1-p4']) }))).toEqual({ b1: 2 })
    expect(points(measures({}, { manyAlerts: true }))).toEqual({ c1: 1 })
    expect(points(measures({}, { manyAlerts: false }))).toEqual({})
  })
  it('money never orders, and what is not set is not nothing', () => {
    const of = (facts: Record<string, TaskFact[]>) => measures(facts).find(m => m.activity === 'b2')!
    expect(of({}).money).toEqual({ cents: 0, set: 0, notSet: of({}).total })
    expect(of({}).perMoney).toBeNull()
    const ids = strategy.results_framework
      .flatMap(t => t.activities)
      .find(a => a.id === 'b2')!
      .tasks.map(t => t.id)
    const late = due('2026-06-01')
    const all = (cents: number) => Object.fromEntries(ids.map(id => [id, [late, budget(cents)]]))
    expect(of(all(0))).toMatchObject({ money: { cents: 0, set: ids.length, notSet: 0 }, perMoney: null })
    expect(of(all(1_000_000)).perMoney).toBe(1)
    expect(of({ ...all(1_000_000), [ids[0]!]: [late] }).perMoney).toBeNull()
  })
})
