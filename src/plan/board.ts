// The board: which tasks somebody wants to see, and in which order. Pure, so that the page only draws.

import { daysBetween, type Day } from '#kernel/period.ts'
import type { TaskRow } from './rows.ts'
import { isDueSoon, type Progress, type TaskState } from './tasks.ts'

export const boardViews = ['board', 'owners', 'timeline'] as const
export type BoardView = (typeof boardViews)[number]
/** `owner`: everybody's, nobody's, or the id of an organisation or a person. */
export type BoardFilter = { view: BoardView; owner: string; due: 'any' | 'soon' | 'late' }

/** What was kept with the person; a part that means nothing any more is left out. */
export const boardFilter = (
  kept: Readonly<Record<string, unknown>>,
  owners: readonly string[]
): BoardFilter => {
  const { view, owner, due } = kept
  return {
    view: boardViews.find(v => v === view) ?? 'board',
    owner: [...owners, 'nobody'].find(id => id === owner) ?? 'any',
    due: due === 'soon' || due === 'late' ? due : 'any'
  }
}

export type BoardTask = TaskRow & { state: TaskState }

export const isShownOn = ({ state }: BoardTask, { owner, due }: BoardFilter, today: Day): boolean => {
  const owned =
    owner === 'any' ||
    (owner === 'nobody'
      ? state.owner === undefined && state.ownerWords === undefined
      : state.owner?.organisation === owner || state.owner?.person === owner)
  const inTime = due === 'any' || state.status === 'late' || (due === 'soon' && isDueSoon(state, today))
  return owned && inTime
}

export type OwnerGroup = { organisation: string | null; words: string | null; tasks: BoardTask[] }

/** By organisation in the order given, then owners written in words, then what is nobody's. In each, the nearest deadline first. */
export const byOwner = (tasks: readonly BoardTask[], organisations: readonly string[]): OwnerGroup[] => {
  const groups = new Map<string, OwnerGroup>()
  const keys = [...organisations.map(id => `o ${id}`)]
  for (const task of tasks) {
    const { owner, ownerWords } = task.state
    const key = owner ? `o ${owner.organisation}` : ownerWords ? `w ${ownerWords}` : 'z'
    const group = groups.get(key) ?? {
      organisation: owner?.organisation ?? null,
      words: owner ? null : (ownerWords ?? null),
      tasks: []
    }
    group.tasks.push(task)
    groups.set(key, group)
  }
  const rank = (key: string) =>
    key === 'z' ? Infinity : keys.includes(key) ? keys.indexOf(key) : keys.length
  return [...groups]
    .sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
    .map(([, group]) => ({ ...group, tasks: group.tasks.toSorted(nearestFirst) }))
}

/** Open before done, with a deadline before without, the nearest first. */
const nearestFirst = (a: BoardTask, b: BoardTask): number =>
  Number(a.state.status === 'done') - Number(b.state.status === 'done') ||
  (a.state.deadline ?? '9999').localeCompare(b.state.deadline ?? '9999')

/** What is planned, as far as it is set; `unset` tasks say nothing about money, and nothing is not zero. */
export const budgetOf = (states: readonly TaskState[]) => {
  const set = states.flatMap(s => s.budget ?? [])
  return {
    cents: set.reduce((sum, b) => sum + b.cents, 0),
    set: set.length,
    unset: states.length - set.length
  }
}

/** One word for an activity: the worst of its tasks that is still open. */
export const standingOf = ({ total, done, late, 'under-way': underWay }: Progress) =>
  total > 0 && done === total ? 'done' : late > 0 ? 'late' : underWay + done > 0 ? 'under-way' : 'not-begun'

export const daysLate = ({ deadline }: TaskState, today: Day): number =>
  deadline === undefined ? 0 : Math.max(0, daysBetween(deadline, today))
