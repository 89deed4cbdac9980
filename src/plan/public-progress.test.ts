import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { withAddedTasks } from './added-task.ts'
import { loadStrategy } from './load-strategy.ts'
import { publicProgress, taskEvents } from './public-progress.ts'
import type { TaskFact } from './tasks.ts'

const loaded = loadStrategy(readFileSync('strategy/ranilug-2024.yaml', 'utf8'))
if (!loaded.ok) throw new Error('faulty strategy')
const { strategy } = loaded
const tri = (text: string) => ({ sr: text, sq: `${text} sq`, en: `${text} en` })
const organisations = new Map([['o1', tri('Mreža')]])
const dated = { on: '2026-02-01', by: 'ACCOUNT-OF-ANA' }
const facts = (of: Record<string, TaskFact[]>) => new Map(Object.entries(of))
const progress = (of: Record<string, TaskFact[]>, today = '2026-04-01') =>
  publicProgress(strategy, facts(of), organisations, today)
const taskOf = (of: TaskFact[], today?: string) =>
  progress({ 'a1-z1': of }, today)
    .flatMap(t => t.activities)
    .flatMap(a => a.tasks)
    .find(t => t.id === 'a1-z1')!
const deadline = { ...dated, kind: 'deadline-set', deadline: '2026-02-28' } as const
const evidence = (address?: string): TaskFact =>
  ({ ...dated, kind: 'evidence-added', evidence: 'SECRET WORDS', ...(address && { address }) }) as TaskFact
const done = { on: '2026-03-05', by: 'ACCOUNT-OF-ANA', kind: 'task-done' } as const

describe('a task as anybody may read it', () => {
  it('says what is not set as not set', () => {
    expect(taskOf([])).toMatchObject({
      status: 'not-begun',
      who: null,
      deadline: null,
      doneOn: null,
      lateSince: null,
      evidence: [],
      addedOn: null
    })
  })
  it('is late from the day after its deadline, with the reason meant for the public or none', () => {
    expect(taskOf([deadline], '2026-02-28').lateSince).toBeNull()
    expect(taskOf([deadline])).toMatchObject({ status: 'late', lateSince: '2026-03-01', lateBecause: null })
    const because = { ...dated, kind: 'late-because', words: tri('nema prostora') } as const
    expect(taskOf([deadline, because]).lateBecause).toEqual(tri('nema prostora'))
    expect(taskOf([deadline, because, evidence('https://example.org/a'), done])).toMatchObject({
      status: 'done',
      doneOn: '2026-03-05',
      lateSince: null,
      lateBecause: null
    })
  })
  it('names an organisation and never a person, nor words written for the network', () => {
    const told = progress({
      'a1-z1': [
        { ...dated, kind: 'owner-named', organisation: 'o1', person: 'PERSON' },
        { ...dated, kind: 'progress-recorded', words: 'SECRET WORDS' },
        evidence(),
        evidence('https://example.org/minutes'),
        evidence('https://ana:word@example.org/x')
      ],
      'a1-z2': [{ ...dated, kind: 'task-assigned', owner: 'PERSON' }]
    })
    expect(JSON.stringify(told)).not.toMatch(/PERSON|SECRET|ACCOUNT|word@/)
    const task = told[0]!.activities[0]!.tasks[0]!
    expect(task).toMatchObject({ status: 'under-way', who: tri('Mreža') })
    expect(task.evidence).toEqual(['https://example.org/minutes'])
    expect(told[0]!.activities[0]!.tasks[1]!.who).toBeNull()
  })
  it('counts by table what its activities count', () => {
    const tables = progress({ 'a1-z1': [deadline], 'b1-z1': [evidence(), done] })
    for (const { progress: whole, activities } of tables)
      for (const kind of ['total', 'done', 'late', 'under-way', 'not-begun'] as const)
        expect(activities.reduce((sum, a) => sum + a.progress[kind], 0)).toBe(whole[kind])
    expect(tables.map(t => [t.progress.done, t.progress.late])).toEqual([[0, 1], [1, 0], [0, 0]]) // prettier-ignore
  })
  it('marks what was added after the text was adopted', () => {
    const added = { id: 'added-000000000001', activity: 'a1', words: tri('Novi'), on: '2026-03-01', by: 'x', from: { kind: 'own' } } as const // prettier-ignore
    const tables = publicProgress(withAddedTasks(strategy, [added]), facts({}), organisations, '2026-04-01')
    expect(tables[0]!.activities[0]!.tasks.at(-1)).toMatchObject({
      words: tri('Novi'),
      addedOn: '2026-03-01'
    })
  })
})

describe('what happened', () => {
  it('is told once, the newest first, under an id that stays', () => {
    const of = { 'a1-z1': [deadline], 'b1-z1': [evidence(), done] }
    const ids = (today: string) => taskEvents(progress(of, today)).map(e => e.id)
    expect(ids('2026-04-01')).toEqual(['b1-z1:done:2026-03-05', 'a1-z1:late:2026-03-01'])
    expect(ids('2026-06-01')).toEqual(ids('2026-04-01'))
    const moved = { ...dated, kind: 'deadline-set', deadline: '2026-12-31', reason: 'x' } as const
    expect(taskEvents(progress({ 'a1-z1': [deadline, moved] }))).toEqual([])
  })
})
