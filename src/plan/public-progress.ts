// What was promised, done and late, as anybody may read it. Organisations, never people; addresses, never what was written for the network.

import { addDays, type Day } from '#kernel/period.ts'
import type { Trilingual } from '#kernel/locale.ts'
import type { Strategy } from './strategy.ts'
import {
  foldTask,
  progressOf,
  type Progress,
  type TaskFact,
  type TaskState,
  type TaskStatus
} from './tasks.ts'
import { isPublicAddress } from './evaluations/evaluation.ts'

export type PublicTask = {
  id: string
  words: Trilingual
  status: TaskStatus
  who: Trilingual | null
  /** Null: nobody has set one, which is said. */
  deadline: Day | null
  doneOn: Day | null
  /** The first day on which it was too late. */
  lateSince: Day | null
  /** Null although it is late: no reason was given yet, which is said. */
  lateBecause: Trilingual | null
  evidence: readonly string[]
  /** The adopted text does not print it; it was added on this day. */
  addedOn: Day | null
}
export type PublicActivity = {
  id: string
  title: Trilingual
  responsible: readonly Trilingual[]
  progress: Progress
  tasks: readonly PublicTask[]
}
export type PublicTable = {
  id: string
  title: Trilingual
  progress: Progress
  activities: readonly PublicActivity[]
}

const plain = ({ sr, sq, en }: Trilingual): Trilingual => ({ sr, sq, en })

export const publicProgress = (
  strategy: Strategy,
  facts: ReadonlyMap<string, readonly TaskFact[]>,
  organisations: ReadonlyMap<string, Trilingual>,
  today: Day
): PublicTable[] => {
  const stateOf = (id: string) => foldTask(facts.get(id) ?? [], today)
  const institutions = new Map(strategy.institutions.items.map(i => [i.id, plain(i)]))
  return strategy.results_framework.map(table => ({
    id: table.id,
    title: table.title,
    progress: progressOf(table.activities.flatMap(a => a.tasks.map(t => stateOf(t.id)))),
    activities: table.activities.map(activity => ({
      id: activity.id,
      title: activity.title,
      responsible: [...new Set(activity.responsible.flatMap(r => r.institutions))].flatMap(
        id => institutions.get(id) ?? []
      ),
      progress: progressOf(activity.tasks.map(t => stateOf(t.id))),
      tasks: activity.tasks.map(task => ({
        id: task.id,
        words: plain(task),
        addedOn: task.added?.on ?? null,
        ...publicState(stateOf(task.id), organisations)
      }))
    }))
  }))
}

const publicState = (s: TaskState, organisations: ReadonlyMap<string, Trilingual>) => ({
  status: s.status,
  who: (s.owner && organisations.get(s.owner.organisation)) ?? null,
  deadline: s.deadline ?? null,
  doneOn: s.doneOn ?? null,
  lateSince: s.status === 'late' ? addDays(s.deadline!, 1) : null,
  lateBecause: (s.status === 'late' && s.lateBecause?.words) || null,
  evidence: s.evidence.flatMap(({ address }) => (address && isPublicAddress(address) ? [address] : []))
})

/** What happened, for those who follow from elsewhere. Ids are stable: a reader that has seen one does not see it again. */
export type PublicEvent = { id: string; on: Day; activity: PublicActivity; task: PublicTask } & (
  { kind: 'done' } | { kind: 'late'; because: Trilingual | null }
)

/** Done and late of each task, the newest first. What a moved deadline or a reopened task took back is not told any more. */
export const taskEvents = (tables: readonly PublicTable[]): PublicEvent[] =>
  tables
    .flatMap(table => table.activities)
    .flatMap(activity =>
      activity.tasks.flatMap((task): PublicEvent[] => {
        const event = (kind: 'done' | 'late', on: Day) => ({
          id: `${task.id}:${kind}:${on}`,
          on,
          activity,
          task
        })
        if (task.doneOn) return [{ ...event('done', task.doneOn), kind: 'done' }]
        if (task.lateSince)
          return [{ ...event('late', task.lateSince), kind: 'late', because: task.lateBecause }]
        return []
      })
    )
    .sort((a, b) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? 1 : -1))

export type BarPart = { kind: TaskStatus; x: number; width: number }
/** A bar of 100 in parts, done first; each part as wide as its share. */
export const barParts = (p: Progress): BarPart[] => {
  if (p.total === 0) return []
  let x = 0
  return (['done', 'under-way', 'late', 'not-begun'] as const).flatMap(kind => {
    const width = Math.round((p[kind] / p.total) * 1000) / 10
    const part = { kind, x: Math.round(x * 10) / 10, width }
    x += width
    return width > 0 ? [part] : []
  })
}
