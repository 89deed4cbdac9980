import { shownPlan } from '#app/shown-plan.server.ts'
import { zone } from '#app/zone.ts'
import { notFound } from '#kernel/problem.ts'
import { taskRows } from '#plan/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const { strategy, tasks, mayRecord } = await shownPlan(locals.actor, locals.locale, zone(locals))
  const row = taskRows(strategy).find(r => r.task.id === params.id)
  if (!row) throw notFound()
  return { task: row.task, activity: row.activity.title, state: tasks[params.id]!, mayRecord }
}
