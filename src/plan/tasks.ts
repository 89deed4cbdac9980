// What became of a task: dated facts and a fold. Nothing is overwritten; "late" is not a fact but today's reading of a deadline.

import type { Day } from '#kernel/period.ts'
import { taskRows } from './rows.ts'
import type { Activity, Strategy, Table } from './strategy.ts'

type Dated = { on: Day; by: string }
export type TaskFact = Dated &
  (
    | { kind: 'task-assigned'; owner: string }
    | { kind: 'deadline-set'; deadline: Day; reason?: string }
    | { kind: 'budget-set'; cents: number; source?: string }
    | { kind: 'progress-recorded'; words: string }
    | { kind: 'evidence-added'; evidence: string }
    | { kind: 'task-done' }
    | { kind: 'task-reopened'; reason: string }
  )
export type TaskFactKind = TaskFact['kind']
export type TaskStatus = 'not-begun' | 'under-way' | 'done' | 'late'

export type TaskState = {
  status: TaskStatus
  owner: string | undefined
  deadline: Day | undefined
  budgetCents: number | undefined // undefined is "not set"
  doneOn: Day | undefined
  doneLate: boolean
  begun: boolean
  progress: readonly { on: Day; by: string; words: string }[]
  evidence: readonly string[]
}

const untouched: TaskState = {
  status: 'not-begun',
  owner: undefined,
  deadline: undefined,
  budgetCents: undefined,
  doneOn: undefined,
  doneLate: false,
  begun: false,
  progress: [],
  evidence: []
}

const whileOpen = [
  'task-assigned',
  'deadline-set',
  'budget-set',
  'progress-recorded',
  'evidence-added',
  'task-done'
] as const
/** What may come next. A forgotten status does not compile. */
export const nextTaskFacts = {
  'not-begun': whileOpen,
  'under-way': whileOpen,
  late: whileOpen,
  done: ['evidence-added', 'task-reopened']
} as const satisfies Record<TaskStatus, readonly TaskFactKind[]>

/** Facts in the order they were written. Pure in `today`: the same facts may be on time now and late tomorrow. */
export const foldTask = (facts: readonly TaskFact[], today: Day): TaskState => {
  const state = facts.reduce(apply, untouched)
  return { ...state, status: statusOf(state, today) }
}

const apply = (s: TaskState, fact: TaskFact): TaskState => {
  switch (fact.kind) {
    case 'task-assigned':
      return { ...s, owner: fact.owner }
    case 'deadline-set':
      return { ...s, deadline: fact.deadline }
    case 'budget-set':
      return { ...s, budgetCents: fact.cents }
    case 'progress-recorded':
      return { ...s, begun: true, progress: [...s.progress, { on: fact.on, by: fact.by, words: fact.words }] }
    case 'evidence-added':
      return { ...s, begun: true, evidence: [...s.evidence, fact.evidence] }
    case 'task-done':
      return {
        ...s,
        begun: true,
        doneOn: fact.on,
        doneLate: s.deadline !== undefined && fact.on > s.deadline
      }
    case 'task-reopened':
      return { ...s, doneOn: undefined, doneLate: false }
    default:
      return fact satisfies never
  }
}

const statusOf = (s: TaskState, today: Day): TaskStatus => {
  if (s.doneOn !== undefined) return 'done'
  if (s.deadline !== undefined && s.deadline < today) return 'late'
  return s.begun ? 'under-way' : 'not-begun'
}

export type TaskRefusal =
  'task.not-now' | 'task.needs-evidence' | 'task.needs-reason' | 'task.needs-words' | 'task.not-an-amount'

/** Is it time for this fact? Whether this person may is another question, asked elsewhere. */
export const refuseTaskFact = (
  facts: readonly TaskFact[],
  fact: TaskFact,
  today: Day
): TaskRefusal | undefined => {
  const state = foldTask(facts, today)
  const allowed: readonly TaskFactKind[] = nextTaskFacts[state.status]
  if (!allowed.includes(fact.kind)) return 'task.not-now'
  switch (fact.kind) {
    case 'task-done': // The public reads "done": somebody must be able to show why.
      return state.evidence.length === 0 ? 'task.needs-evidence' : undefined
    case 'task-reopened':
      return fact.reason.trim() ? undefined : 'task.needs-reason'
    case 'deadline-set': // A first deadline needs no reason; moving one does.
      return state.deadline === undefined || fact.reason?.trim() ? undefined : 'task.needs-reason'
    case 'progress-recorded':
      return fact.words.trim() ? undefined : 'task.needs-words'
    case 'budget-set':
      return Number.isSafeInteger(fact.cents) && fact.cents >= 0 ? undefined : 'task.not-an-amount'
    default:
      return undefined
  }
}

export type Progress = Record<TaskStatus, number> & { total: number }
export type ActivityProgress = { activity: Activity; table: Table; progress: Progress }

export const progressOf = (states: readonly TaskState[]): Progress => {
  const progress: Progress = { 'not-begun': 0, 'under-way': 0, late: 0, done: 0, total: states.length }
  for (const s of states) progress[s.status]++
  return progress
}

/**
 * By activity, in the strategy's order. Not by goal: the strategy prints five goals and three tables and never says which
 * activity serves which goal, and we do not say it for the municipality.
 */
export const progressByActivity = (
  strategy: Strategy,
  facts: ReadonlyMap<string, readonly TaskFact[]>,
  today: Day
): ActivityProgress[] => {
  const states = (activity: Activity): TaskState[] =>
    activity.tasks.map(t => foldTask(facts.get(t.id) ?? [], today))
  return strategy.results_framework.flatMap(table =>
    table.activities.map(activity => ({ activity, table, progress: progressOf(states(activity)) }))
  )
}

export const progressOfStrategy = (
  strategy: Strategy,
  facts: ReadonlyMap<string, readonly TaskFact[]>,
  today: Day
): Progress => progressOf(taskRows(strategy).map(({ task }) => foldTask(facts.get(task.id) ?? [], today)))
