// What became of a task: dated facts and a fold. Nothing is overwritten; "late" is not a fact but today's reading of a deadline.

import type { Trilingual } from '#kernel/locale.ts'
import { addDays, daysBetween, type Day } from '#kernel/period.ts'
import { taskRows } from './rows.ts'
import type { Activity, Strategy, Table } from './strategy.ts'

type Dated = { on: Day; by: string }
/** An organisation of the network's directory, and the person in it who answers for the task. */
export type Owner = { organisation: string; person?: string }
export type TaskFact = Dated &
  (
    | { kind: 'owner-named'; organisation: string; person?: string }
    /** Written before there was a directory to choose from; still read, no longer recorded. */
    | { kind: 'task-assigned'; owner: string }
    | { kind: 'deadline-set'; deadline: Day; reason?: string }
    | { kind: 'budget-set'; cents: number; line?: string }
    | { kind: 'progress-recorded'; words: string; share?: number }
    | { kind: 'evidence-added'; evidence: string; address?: string }
    | { kind: 'dependency-added'; task: string }
    | { kind: 'dependency-removed'; task: string }
    /** Said to the public, beside the task that is late. */
    | { kind: 'late-because'; words: Trilingual }
    | { kind: 'task-done' }
    | { kind: 'task-reopened'; reason: string }
  )
export type TaskFactKind = TaskFact['kind']
export type TaskStatus = 'not-begun' | 'under-way' | 'done' | 'late'

export type TaskState = {
  status: TaskStatus
  /** The day of the first fact. */
  since: Day | undefined
  owner: Owner | undefined
  /** Free text of old, as long as nobody named an organisation. */
  ownerWords: string | undefined
  deadline: Day | undefined
  budget: { cents: number; line: string | undefined } | undefined // undefined is "not set"
  /** Of 100, as the last report of progress said; undefined when it said none. */
  share: number | undefined
  doneOn: Day | undefined
  doneLate: boolean
  begun: boolean
  progress: readonly { on: Day; by: string; words: string; share?: number }[]
  evidence: readonly { on: Day; words: string; address?: string }[]
  dependsOn: readonly string[]
  /** Why it is late; gone when the deadline moves, since it explained the old one. */
  lateBecause: (Dated & { words: Trilingual }) | undefined
}

const untouched: TaskState = {
  status: 'not-begun',
  since: undefined,
  owner: undefined,
  ownerWords: undefined,
  deadline: undefined,
  budget: undefined,
  share: undefined,
  doneOn: undefined,
  doneLate: false,
  begun: false,
  progress: [],
  evidence: [],
  dependsOn: [],
  lateBecause: undefined
}

const whileOpen = [
  'owner-named',
  'deadline-set',
  'budget-set',
  'progress-recorded',
  'evidence-added',
  'dependency-added',
  'dependency-removed',
  'task-done'
] as const
/** What may come next. A forgotten status does not compile. */
export const nextTaskFacts = {
  'not-begun': whileOpen,
  'under-way': whileOpen,
  late: ['late-because', ...whileOpen],
  done: ['evidence-added', 'task-reopened']
} as const satisfies Record<TaskStatus, readonly TaskFactKind[]>

/** What its owner tells of a task. Deadline, money, owner, and what the public reads of a delay stay with those who lead the plan. */
export const ownersFacts: readonly TaskFactKind[] = ['progress-recorded', 'evidence-added', 'task-done']

/** The person named; where nobody is, everybody of the organisation. */
export const ownsTask = (
  { owner }: Pick<TaskState, 'owner'>,
  by: { account: string; organisation: string }
): boolean =>
  owner !== undefined &&
  (owner.person === undefined ? owner.organisation === by.organisation : owner.person === by.account)

/** Facts in the order they were written. Pure in `today`: the same facts may be on time now and late tomorrow. */
export const foldTask = (facts: readonly TaskFact[], today: Day): TaskState => {
  const state = facts.reduce(apply, { ...untouched, since: facts[0]?.on })
  return { ...state, status: statusOf(state, today) }
}

const apply = (s: TaskState, fact: TaskFact): TaskState => {
  switch (fact.kind) {
    case 'owner-named': {
      const { organisation, person } = fact
      return { ...s, owner: person ? { organisation, person } : { organisation }, ownerWords: undefined }
    }
    case 'task-assigned':
      return { ...s, ownerWords: fact.owner }
    case 'deadline-set':
      return { ...s, deadline: fact.deadline, lateBecause: undefined }
    case 'budget-set':
      return { ...s, budget: { cents: fact.cents, line: fact.line } }
    case 'progress-recorded': {
      const { kind: _, ...said } = fact
      return { ...s, begun: true, share: fact.share ?? s.share, progress: [...s.progress, said] }
    }
    case 'evidence-added': {
      const { on, evidence: words, address } = fact
      return { ...s, begun: true, evidence: [...s.evidence, { on, words, ...(address && { address }) }] }
    }
    case 'dependency-added':
      return { ...s, dependsOn: [...s.dependsOn.filter(id => id !== fact.task), fact.task] }
    case 'dependency-removed':
      return { ...s, dependsOn: s.dependsOn.filter(id => id !== fact.task) }
    case 'late-because':
      return { ...s, lateBecause: { on: fact.on, by: fact.by, words: fact.words } }
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

/** Days ahead in which an owner is reminded. */
export const soon = 14
export const isDueSoon = ({ status, deadline }: TaskState, today: Day): boolean =>
  status !== 'done' && status !== 'late' && deadline !== undefined && deadline <= addDays(today, soon)

/** Days before the deadline on which somebody is told by mail; once it is over, the day after and then every Monday. */
const reminders = [soon, 7, 1]
export const remindsOn = ({ status, deadline }: TaskState, today: Day): boolean => {
  if (status === 'done' || deadline === undefined) return false
  const left = daysBetween(today, deadline)
  const monday = new Date(`${today}T00:00:00Z`).getUTCDay() === 1
  return left >= 0 ? reminders.includes(left) : left === -1 || monday
}

export type TaskRefusal =
  | 'task.not-now'
  | 'task.needs-evidence'
  | 'task.needs-reason'
  | 'task.needs-words'
  | 'task.not-an-amount'
  | 'task.no-such-deadline'
  | 'task.not-a-share'
  | 'task.not-an-address'
  | 'task.no-such-task'
  | 'task.in-a-circle'

/** The other tasks, as far as a dependency asks for them. */
export type Others = ReadonlyMap<string, Pick<TaskState, 'dependsOn'>>

/** Is it time for this fact? Whether this person may is another question, asked elsewhere. */
export const refuseTaskFact = (
  task: string,
  facts: readonly TaskFact[],
  fact: TaskFact,
  today: Day,
  others: Others
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
      if (!isWithinReach(fact.deadline, today)) return 'task.no-such-deadline'
      return state.deadline === undefined || fact.reason?.trim() ? undefined : 'task.needs-reason'
    case 'progress-recorded':
      if (!fact.words.trim()) return 'task.needs-words'
      return fact.share === undefined || isShare(fact.share) ? undefined : 'task.not-a-share'
    case 'evidence-added':
      if (!fact.evidence.trim()) return 'task.needs-words'
      return fact.address === undefined || isHttps(fact.address) ? undefined : 'task.not-an-address'
    case 'late-because':
      return Object.values(fact.words).every(w => w.trim()) ? undefined : 'task.needs-words'
    case 'budget-set':
      return Number.isInteger(fact.cents) && fact.cents >= 0 && fact.cents <= mostCents
        ? undefined
        : 'task.not-an-amount'
    case 'dependency-removed':
      return state.dependsOn.includes(fact.task) ? undefined : 'task.no-such-task'
    case 'dependency-added':
      if (fact.task !== task && !others.has(fact.task)) return 'task.no-such-task'
      return leadsTo(fact.task, task, others) ? 'task.in-a-circle' : undefined
    default:
      return undefined
  }
}

/** A slip of the finger, not a plan: a year of five figures, a milliard euros. Ten years back and twenty ahead. */
const mostCents = 100_000_000_000
const isWithinReach = (deadline: Day, today: Day): boolean =>
  deadline >= addDays(today, -3653) && deadline <= addDays(today, 7305)
const isShare = (share: number): boolean => Number.isInteger(share) && share >= 0 && share <= 100
const isHttps = (address: string): boolean => {
  const url = URL.canParse(address) ? new URL(address) : undefined
  // a password in an address would be shown to everybody
  return url?.protocol === 'https:' && url.username === '' && url.password === ''
}

/** Whether one waits for the other, over however many between. */
const leadsTo = (from: string, to: string, others: Others): boolean => {
  const open = [from]
  const seen = new Set<string>()
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === to) return true
    if (seen.has(at)) continue
    seen.add(at)
    open.push(...(others.get(at)?.dependsOn ?? []))
  }
  return false
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
