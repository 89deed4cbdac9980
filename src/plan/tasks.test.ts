import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#kernel/period.ts'
import { loadStrategy } from './load-strategy.ts'
import {
  foldTask,
  nextTaskFacts,
  progressByActivity,
  progressOfStrategy,
  refuseTaskFact,
  type TaskFact
} from './tasks.ts'

const by = 'ana'
type Undated<F> = F extends TaskFact ? Omit<F, 'by' | 'on'> & { on?: string } : never
const fact = (f: Undated<TaskFact>): TaskFact => ({ by, on: '2026-03-01', ...f }) as TaskFact
const today = '2026-06-01'

describe('a task', () => {
  test('its status is read from its facts and the day', () => {
    expect(foldTask([], today).status).toBe('not-begun')
    expect(foldTask([fact({ kind: 'task-assigned', owner: 'x' })], today).status).toBe('not-begun')
    expect(foldTask([fact({ kind: 'progress-recorded', words: 'met' })], today).status).toBe('under-way')
    const due = fact({ kind: 'deadline-set', deadline: '2026-05-31' })
    expect(foldTask([due], '2026-05-31').status).toBe('not-begun')
    expect(foldTask([due], '2026-06-01').status).toBe('late')
    expect(foldTask([due, fact({ kind: 'task-done', on: '2026-06-02' })], '2027-01-01')).toMatchObject({
      status: 'done',
      doneLate: true
    })
  })
  test('done needs evidence; reopening and moving a deadline need a reason', () => {
    expect(refuseTaskFact([], fact({ kind: 'task-done' }), today)).toBe('task.needs-evidence')
    const shown = [fact({ kind: 'evidence-added', evidence: 'file:1' })]
    expect(refuseTaskFact(shown, fact({ kind: 'task-done' }), today)).toBeUndefined()
    const done = [...shown, fact({ kind: 'task-done' })]
    expect(refuseTaskFact(done, fact({ kind: 'task-done' }), today)).toBe('task.not-now')
    expect(refuseTaskFact(done, fact({ kind: 'task-reopened', reason: ' ' }), today)).toBe(
      'task.needs-reason'
    )
    expect(foldTask([...done, fact({ kind: 'task-reopened', reason: 'wrong file' })], today).status).toBe(
      'under-way'
    )
    const due = [fact({ kind: 'deadline-set', deadline: '2026-07-01' })]
    expect(refuseTaskFact([], due[0]!, today)).toBeUndefined()
    expect(refuseTaskFact(due, fact({ kind: 'deadline-set', deadline: '2026-09-01' }), today)).toBe(
      'task.needs-reason'
    )
  })
  const anyFact = fc.oneof(
    fc.constant(fact({ kind: 'task-assigned', owner: 'x' })),
    fc
      .integer({ min: -200, max: 200 })
      .map(n => fact({ kind: 'deadline-set', deadline: addDays(today, n), reason: 'r' })),
    fc.constant(fact({ kind: 'progress-recorded', words: 'w' })),
    fc.constant(fact({ kind: 'evidence-added', evidence: 'e' })),
    fc.constant(fact({ kind: 'task-done' })),
    fc.constant(fact({ kind: 'task-reopened', reason: 'r' }))
  )
  test('whatever happens, an accepted history is done only by a last word and with evidence', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 20 }), wanted => {
        const facts: TaskFact[] = []
        for (const f of wanted) if (refuseTaskFact(facts, f, today) === undefined) facts.push(f)
        const state = foldTask(facts, today)
        const last = facts.findLast(f => f.kind === 'task-done' || f.kind === 'task-reopened')
        expect(state.status === 'done').toBe(last?.kind === 'task-done')
        if (state.status === 'done') expect(state.evidence.length).toBeGreaterThan(0)
        expect(Object.keys(nextTaskFacts)).toContain(state.status)
      })
    )
  })
})

test("progress of Ranilug's plan adds up to its 24 tasks", () => {
  const loaded = loadStrategy(
    readFileSync(new URL('../../strategy/ranilug-2024.yaml', import.meta.url), 'utf8')
  )
  if (!loaded.ok) throw new Error('strategy')
  const facts = new Map([
    ['a1-z1', [fact({ kind: 'evidence-added', evidence: 'e' }), fact({ kind: 'task-done' })]]
  ])
  const rows = progressByActivity(loaded.strategy, facts, today)
  expect(rows.map(r => r.activity.id)).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'b3', 'c1'])
  expect(rows[0]?.progress).toEqual({ 'not-begun': 2, 'under-way': 0, late: 0, done: 1, total: 3 })
  expect(progressOfStrategy(loaded.strategy, facts, today)).toMatchObject({ total: 24, done: 1 })
})
