// Something to be done on a case by one of its team. Its words are sealed; here is whose it is and how far.
import type { Day } from '#services/index.ts'

export const taskStates = ['open', 'done', 'dropped'] as const
export type TaskState = (typeof taskStates)[number]
export const taskEndings = ['done', 'dropped'] as const

type Owned = { readonly owner: string; readonly dueOn: Day; readonly state: TaskState }

/** Whoever is not on the team any more owns nothing: such a task is nobody's, and everybody on the team is reminded of it. */
export const isNobodys = (task: Pick<Owned, 'owner'>, team: readonly string[]): boolean =>
  !team.includes(task.owner)

/** Of whom the desk asks it: of its owner, and of all when it is nobody's. */
export const isAskedOf = (task: Owned, account: string, team: readonly string[]): boolean =>
  task.state === 'open' && team.includes(account) && (task.owner === account || isNobodys(task, team))

export const isLate = (task: Owned, today: Day): boolean => task.state === 'open' && task.dueOn < today
