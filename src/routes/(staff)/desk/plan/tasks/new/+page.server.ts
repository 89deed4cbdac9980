import { may } from '#access/verbs.ts'
import { zone } from '#app/zone.ts'
import { notFound } from '#kernel/problem.ts'
import { readPlan } from '#plan/read-plan.server.ts'
import { planVerbs } from '#plan/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  if (!may(locals.actor, planVerbs['plan.add-task'])) throw notFound()
  const { strategy } = await readPlan(locals.actor, zone(locals))
  return {
    tables: strategy.results_framework.map(({ id, title, activities }) => ({
      id,
      title,
      activities: activities.map(a => ({ id: a.id, title: a.title }))
    })),
    gaps: strategy.situation_analysis.gaps
  }
}
