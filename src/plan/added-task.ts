// Tasks of our own: what the work showed to be needed after the text was adopted. They stand beside the printed tasks of their
// activity and count with them; the text itself changes only by a decision (docs/decisions/0028-plan-versions.md).

import type { Trilingual } from '#kernel/locale.ts'
import type { Day } from '#kernel/period.ts'
import type { Strategy } from './strategy.ts'

export const taskSources = ['evaluation', 'gap', 'meeting', 'own'] as const
export type TaskSource = (typeof taskSources)[number]
/** What a task answers; `id` of the evaluation, the gap or the meeting, where it has one. */
export type ComesFrom = { kind: TaskSource; id?: string }
export type Added = { on: Day; by: string; from: ComesFrom }
export type AddedTask = Added & { id: string; activity: string; words: Trilingual }

/** A task whose id the text prints was adopted meanwhile: the text speaks. One whose activity is gone is shown by nobody's table. */
export const withAddedTasks = (strategy: Strategy, added: readonly AddedTask[]): Strategy => {
  if (added.length === 0) return strategy
  return {
    ...strategy,
    results_framework: strategy.results_framework.map(table => ({
      ...table,
      activities: table.activities.map(activity => ({
        ...activity,
        tasks: [
          ...activity.tasks,
          ...added
            .filter(a => a.activity === activity.id && !activity.tasks.some(t => t.id === a.id))
            .map(({ id, words, on, by, from }) => ({ id, no: null, ...words, added: { on, by, from } }))
        ]
      }))
    }))
  }
}
