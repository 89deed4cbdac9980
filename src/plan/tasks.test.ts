import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#kernel/period.ts'
import { loadStrategy } from './load-strategy.ts'
import {
  foldTask,
  isDueSoon,
  nextTaskFacts,
  progressByActivity,
  progressOfStrategy,
  refuseTaskFact,
  remindsOn,
  type TaskFact,
  type TaskFactKind,
  type TaskState,
  type TaskStatus
} from './tasks.ts'

const by = 'ana'
type Undated<F> = F extends TaskFact ? Omit<F, 'by' | 'on'> & { on?: string } : never
const fact = (f: Undated<TaskFact>): TaskFact => ({ by, on: '2026-03-01', ...f }) as TaskFact
const today = '2026-06-01'
const words = { sr: 'čeka se', sq: 'pritet', en: 'waiting' }
const others = new Map([['a1-z2', { dependsOn: [] }]])
const refuse = (facts: readonly TaskFact[], step: TaskFact) =>
  refuseTaskFact('a1-z1', facts, step, today, others)

describe('a task', () => {
  test('its status is read from its facts and the day', () => {
    expect(foldTask([], today).status).toBe('not-begun')
    expect(foldTask([fact({ kind: 'owner-named', organisation: 'csr' })], today).status).toBe('not-begun')
    expect(foldTask([fact({ kind: 'progress-recorded', words: 'met' })], today).status).toBe('under-way')
    const due = fact({ kind: 'deadline-set', deadline: '2026-05-31' })
    expect(foldTask([due], '2026-05-31').status).toBe('not-begun')
    expect(foldTask([due], '2026-06-01').status).toBe('late')
    expect(foldTask([due, fact({ kind: 'task-done', on: '2026-06-02' })], '2027-01-01')).toMatchObject({
      status: 'done',
      doneLate: true
    })
  })
  test('an owner written in old words is read until an organisation is named', () => {
    const old = fact({ kind: 'task-assigned', owner: 'Milica' })
    expect(foldTask([old], today)).toMatchObject({ owner: undefined, ownerWords: 'Milica' })
    expect(
      foldTask([old, fact({ kind: 'owner-named', organisation: 'csr', person: 'ana' })], today)
    ).toMatchObject({ owner: { organisation: 'csr', person: 'ana' }, ownerWords: undefined })
    expect(
      foldTask(
        [
          fact({ kind: 'owner-named', organisation: 'csr', person: 'ana' }),
          fact({ kind: 'owner-named', organisation: 'dom' })
        ],
        today
      ).owner
    ).toEqual({ organisation: 'dom' })
  })
  test('a budget that nobody set is not zero, and one of zero is set', () => {
    expect(foldTask([], today).budget).toBeUndefined()
    expect(foldTask([fact({ kind: 'budget-set', cents: 0, line: '3.1' })], today).budget).toEqual({
      cents: 0,
      line: '3.1'
    })
  })
  test('the share of the last report that gave one stands', () => {
    const half = fact({ kind: 'progress-recorded', words: 'w', share: 50 })
    expect(foldTask([half, fact({ kind: 'progress-recorded', words: 'w' })], today).share).toBe(50)
    expect(foldTask([fact({ kind: 'progress-recorded', words: 'w' })], today).share).toBeUndefined()
  })
  test('why it is late explains one deadline and not the next', () => {
    const late = [
      fact({ kind: 'deadline-set', deadline: '2026-05-01' }),
      fact({ kind: 'late-because', words })
    ]
    expect(foldTask(late, today).lateBecause?.words).toEqual(words)
    const moved = [...late, fact({ kind: 'deadline-set', deadline: '2026-09-01', reason: 'r' })]
    expect(foldTask(moved, today).lateBecause).toBeUndefined()
  })
  test('due soon from fourteen days before until the day itself, while it is open', () => {
    const due = (deadline: string, more: TaskFact[] = []) =>
      isDueSoon(foldTask([fact({ kind: 'deadline-set', deadline }), ...more], today), today)
    expect(due('2026-06-15')).toBe(true)
    expect(due('2026-06-16')).toBe(false)
    expect(due('2026-06-01')).toBe(true)
    expect(due('2026-05-31')).toBe(false) // late, which is another word
    expect(due('2026-06-01', [fact({ kind: 'task-done' })])).toBe(false)
    expect(isDueSoon(foldTask([], today), today)).toBe(false)
  })
})

test('mail comes 14, 7 and 1 days before, the day after, and then on Mondays', () => {
  const task = foldTask([fact({ kind: 'deadline-set', deadline: '2026-06-18' })], '2026-06-01') // a Thursday
  const told = (state: TaskState) =>
    Array.from({ length: 35 }, (_, i) => addDays('2026-06-01', i)).filter(day => remindsOn(state, day))
  expect(told(task)).toEqual([
    '2026-06-04',
    '2026-06-11',
    '2026-06-17',
    '2026-06-19',
    '2026-06-22',
    '2026-06-29'
  ])
  expect(told({ ...task, status: 'done' })).toEqual([])
  expect(told(foldTask([], today))).toEqual([])
})

describe('every state and every step', () => {
  const evidence = fact({ kind: 'evidence-added', evidence: 'minutes' })
  const states: Record<TaskStatus, TaskFact[]> = {
    'not-begun': [],
    'under-way': [fact({ kind: 'progress-recorded', words: 'met' })],
    late: [fact({ kind: 'deadline-set', deadline: '2026-05-01' })],
    done: [evidence, fact({ kind: 'task-done' })]
  }
  const steps: Record<TaskFactKind, TaskFact> = {
    'owner-named': fact({ kind: 'owner-named', organisation: 'csr' }),
    'task-assigned': fact({ kind: 'task-assigned', owner: 'x' }),
    'deadline-set': fact({ kind: 'deadline-set', deadline: '2026-08-01', reason: 'r' }),
    'budget-set': fact({ kind: 'budget-set', cents: 100 }),
    'progress-recorded': fact({ kind: 'progress-recorded', words: 'w', share: 100 }),
    'evidence-added': evidence,
    'dependency-added': fact({ kind: 'dependency-added', task: 'a1-z2' }),
    'dependency-removed': fact({ kind: 'dependency-removed', task: 'a1-z2' }),
    'late-because': fact({ kind: 'late-because', words }),
    'task-done': fact({ kind: 'task-done' }),
    'task-reopened': fact({ kind: 'task-reopened', reason: 'r' })
  }
  const open = {
    'owner-named': undefined,
    'task-assigned': 'task.not-now',
    'deadline-set': undefined,
    'budget-set': undefined,
    'progress-recorded': undefined,
    'evidence-added': undefined,
    'dependency-added': undefined,
    'dependency-removed': 'task.no-such-task',
    'late-because': 'task.not-now',
    'task-done': 'task.needs-evidence',
    'task-reopened': 'task.not-now'
  } as const
  const closed = Object.fromEntries(Object.keys(open).map(k => [k, 'task.not-now'])) as Record<
    TaskFactKind,
    string
  >
  const expected: Record<TaskStatus, Record<TaskFactKind, string | undefined>> = {
    'not-begun': open,
    'under-way': open,
    late: { ...open, 'late-because': undefined },
    done: { ...closed, 'evidence-added': undefined, 'task-reopened': undefined }
  }
  for (const status of Object.keys(states) as TaskStatus[])
    test(status, () => {
      expect(foldTask(states[status], today).status).toBe(status)
      for (const kind of Object.keys(steps) as TaskFactKind[])
        expect([kind, refuse(states[status], steps[kind])]).toEqual([kind, expected[status][kind]])
    })

  test('done needs evidence; reopening and moving a deadline need a reason', () => {
    const done = [evidence, fact({ kind: 'task-done' })]
    expect(refuse([evidence], fact({ kind: 'task-done' }))).toBeUndefined()
    expect(refuse(done, fact({ kind: 'task-reopened', reason: ' ' }))).toBe('task.needs-reason')
    const reopened = [...done, fact({ kind: 'task-reopened', reason: 'wrong file' })]
    expect(foldTask(reopened, today).status).toBe('under-way')
    const due = [fact({ kind: 'deadline-set', deadline: '2026-07-01' })]
    expect(refuse([], due[0]!)).toBeUndefined()
    expect(refuse(due, fact({ kind: 'deadline-set', deadline: '2026-09-01' }))).toBe('task.needs-reason')
  })
  test.each<[TaskFact, string]>([
    [fact({ kind: 'progress-recorded', words: ' ' }), 'task.needs-words'],
    [fact({ kind: 'progress-recorded', words: 'w', share: 101 }), 'task.not-a-share'],
    [fact({ kind: 'progress-recorded', words: 'w', share: -1 }), 'task.not-a-share'],
    [fact({ kind: 'progress-recorded', words: 'w', share: 0.5 }), 'task.not-a-share'],
    [fact({ kind: 'evidence-added', evidence: 'e', address: 'http://a.example' }), 'task.not-an-address'],
    [fact({ kind: 'evidence-added', evidence: 'e', address: 'javascript:alert(1)' }), 'task.not-an-address'],
    [
      fact({ kind: 'evidence-added', evidence: 'e', address: 'https://me:x@a.example' }),
      'task.not-an-address'
    ],
    [fact({ kind: 'budget-set', cents: -1 }), 'task.not-an-amount'],
    [fact({ kind: 'budget-set', cents: 10.5 }), 'task.not-an-amount'],
    [fact({ kind: 'budget-set', cents: 1e12 }), 'task.not-an-amount'],
    [fact({ kind: 'deadline-set', deadline: '9999-12-31' }), 'task.no-such-deadline'],
    [fact({ kind: 'deadline-set', deadline: '1900-01-01' }), 'task.no-such-deadline']
  ])('refuses %o', (step, code) => expect(refuse([], step)).toBe(code))
  test('a reason for the public stands in all three languages', () => {
    const late = states.late
    expect(refuse(late, fact({ kind: 'late-because', words: { ...words, sq: ' ' } }))).toBe(
      'task.needs-words'
    )
  })
})

describe('dependencies', () => {
  const others = (links: Record<string, string[]>) =>
    new Map(Object.entries(links).map(([id, dependsOn]) => [id, { dependsOn }]))
  const on = (task: string) => fact({ kind: 'dependency-added', task })
  test('never on itself, on nothing, or round in a circle', () => {
    const plan = others({ a: [], b: ['a'], c: ['b'], d: [] })
    expect(refuseTaskFact('a', [], on('a'), today, plan)).toBe('task.in-a-circle')
    expect(refuseTaskFact('a', [], on('c'), today, plan)).toBe('task.in-a-circle')
    expect(refuseTaskFact('a', [], on('x'), today, plan)).toBe('task.no-such-task')
    expect(refuseTaskFact('a', [], on('d'), today, plan)).toBeUndefined()
  })
  test('whatever is accepted, there is an order in which all can be done', () => {
    const ids = ['a', 'b', 'c', 'd', 'e']
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids))), wanted => {
        const links = new Map(ids.map(id => [id, { dependsOn: [] as string[] }]))
        for (const [from, to] of wanted)
          if (!refuseTaskFact(from, [], on(to), today, links)) links.get(from)!.dependsOn.push(to)
        let left = ids
        while (left.length) {
          const ready = left.filter(id => links.get(id)!.dependsOn.every(d => !left.includes(d)))
          expect(ready.length).toBeGreaterThan(0)
          left = left.filter(id => !ready.includes(id))
        }
      })
    )
  })
})

const anyFact = fc.oneof(
  fc.constant(fact({ kind: 'owner-named', organisation: 'x' })),
  fc
    .integer({ min: -200, max: 200 })
    .map(n => fact({ kind: 'deadline-set', deadline: addDays(today, n), reason: 'r' })),
  fc.constant(fact({ kind: 'progress-recorded', words: 'w' })),
  fc.constant(fact({ kind: 'evidence-added', evidence: 'e' })),
  fc.constant(fact({ kind: 'late-because', words })),
  fc.constant(fact({ kind: 'task-done' })),
  fc.constant(fact({ kind: 'task-reopened', reason: 'r' }))
)
test('whatever happens, an accepted history is done only by a last word and with evidence', () => {
  fc.assert(
    fc.property(fc.array(anyFact, { maxLength: 20 }), wanted => {
      const facts: TaskFact[] = []
      for (const f of wanted) if (refuse(facts, f) === undefined) facts.push(f)
      const state = foldTask(facts, today)
      const last = facts.findLast(f => f.kind === 'task-done' || f.kind === 'task-reopened')
      expect(state.status === 'done').toBe(last?.kind === 'task-done')
      if (state.status === 'done') expect(state.evidence.length).toBeGreaterThan(0)
      expect(Object.keys(nextTaskFacts)).toContain(state.status)
    })
  )
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
