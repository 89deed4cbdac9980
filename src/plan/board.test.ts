import { describe, expect, test } from 'vitest'
import {
  boardFilter,
  budgetOf,
  byOwner,
  isShownOn,
  standingOf,
  type BoardFilter,
  type BoardTask
} from './board.ts'
import { centsIn } from './money.ts'
import { foldTask, type TaskFact } from './tasks.ts'
import { timelineOf } from './timeline.ts'

const today = '2026-06-01'
type Undated<F> = F extends TaskFact ? Omit<F, 'by' | 'on'> & { on?: string } : never
const task = (id: string, ...facts: Undated<TaskFact>[]): BoardTask =>
  ({
    task: { id },
    state: foldTask(
      facts.map(f => ({ by: 'ana', on: '2026-03-01', ...f }) as TaskFact),
      today
    )
  }) as BoardTask
const due = (deadline: string) => ({ kind: 'deadline-set', deadline }) as const
const owned = (organisation: string, person?: string) =>
  ({ kind: 'owner-named', organisation, ...(person && { person }) }) as const

describe('which are shown', () => {
  const all = [
    task('late', due('2026-05-01'), owned('csr', 'ana')),
    task('soon', due('2026-06-10'), owned('csr')),
    task('later', due('2027-01-01')),
    task('words', { kind: 'task-assigned', owner: 'Milica' }),
    task('bare')
  ]
  const shown = (filter: Partial<BoardFilter>) =>
    all
      .filter(t => isShownOn(t, { view: 'board', owner: 'any', due: 'any', ...filter }, today))
      .map(t => t.task.id)
  test('by owner and by deadline', () => {
    expect(shown({})).toHaveLength(5)
    expect(shown({ owner: 'csr' })).toEqual(['late', 'soon'])
    expect(shown({ owner: 'ana' })).toEqual(['late'])
    expect(shown({ owner: 'nobody' })).toEqual(['later', 'bare'])
    expect(shown({ due: 'soon' })).toEqual(['late', 'soon'])
    expect(shown({ due: 'late' })).toEqual(['late'])
    expect(shown({ owner: 'nobody', due: 'soon' })).toEqual([])
  })
  test('by owner: the order of the directory, then words, then nobody; the nearest first', () => {
    const groups = byOwner([...all].reverse(), ['dom', 'csr'])
    expect(groups.map(g => [g.organisation ?? g.words, g.tasks.map(t => t.task.id)])).toEqual([
      ['csr', ['late', 'soon']],
      ['Milica', ['words']],
      [null, ['later', 'bare']]
    ])
  })
  test('what was kept and is no more is everybody’s', () => {
    expect(boardFilter({ view: 'owners', owner: 'gone', due: 'soon' }, ['csr'])).toEqual({
      view: 'owners',
      owner: 'any',
      due: 'soon'
    })
    expect(boardFilter({ view: 'x', due: 1 }, [])).toEqual({ view: 'board', owner: 'any', due: 'any' })
  })
})

test('money: what is not set is counted as not set', () => {
  const states = [
    task('a', { kind: 'budget-set', cents: 0 }),
    task('b', { kind: 'budget-set', cents: 150 }),
    task('c')
  ]
  expect(budgetOf(states.map(t => t.state))).toEqual({ cents: 150, set: 2, unset: 1 })
})

test('one word for an activity', () => {
  const of = (done: number, late: number, underWay: number, notBegun: number) =>
    standingOf({
      done,
      late,
      'under-way': underWay,
      'not-begun': notBegun,
      total: done + late + underWay + notBegun
    })
  expect(of(3, 0, 0, 0)).toBe('done')
  expect(of(2, 1, 0, 0)).toBe('late')
  expect(of(1, 0, 0, 2)).toBe('under-way')
  expect(of(0, 0, 0, 2)).toBe('not-begun')
  expect(of(0, 0, 0, 0)).toBe('not-begun')
})

test.each([
  ['12400', 1_240_000],
  ['12.400', 1_240_000],
  ['12,400', 1_240_000],
  ['12.400,50', 1_240_050],
  ['12,400.5', 1_240_050],
  ['1 200,05 €', 120_005],
  ['0', 0],
  ['1.2', 120],
  ['1.234.567,89', 123_456_789],
  ['', undefined],
  ['-5', undefined],
  ['12.40.0', undefined],
  ['1.234,567.89', undefined],
  ['abc', undefined],
  ['1e5', undefined]
])('an amount written %s', (written, cents) => expect(centsIn(written)).toBe(cents))

describe('on a line of months', () => {
  test('tasks without a time are not on it', () => {
    expect(
      timelineOf([task('bare'), task('words', { kind: 'progress-recorded', words: 'w' })], today)
    ).toBeUndefined()
  })
  test('from the first word until the deadline or the day it was done, with what it waits for', () => {
    const line = timelineOf(
      [
        task(
          'b',
          due('2026-09-01'),
          { kind: 'dependency-added', task: 'a' },
          { kind: 'dependency-added', task: 'bare' }
        ),
        task(
          'a',
          { kind: 'evidence-added', evidence: 'e', on: '2026-02-10' },
          { kind: 'task-done', on: '2026-04-01' }
        ),
        task('bare')
      ],
      today
    )!
    expect(line.months[0]).toEqual({ x: 0, month: '2026-02' })
    expect(line.months.at(-1)?.month).toBe('2026-10')
    expect(line.bars.map(b => [b.task.task.id, b.from, b.to])).toEqual([
      ['a', '2026-02-10', '2026-04-01'],
      ['b', '2026-03-01', '2026-09-01']
    ])
    expect(line.links.map(l => [l.from.task.task.id, l.to.task.task.id])).toEqual([['a', 'b']])
    expect(line.todayX).toBeGreaterThan(line.bars[0]!.x + line.bars[0]!.width)
  })
})
