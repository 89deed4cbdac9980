import { may } from '#access/verbs.ts'
import { notFound } from '#kernel/problem.ts'
import { planVerbs } from '#plan/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => {
  const mayPropose = may(locals.actor, planVerbs['plan.propose'])
  const mayBringIn = may(locals.actor, planVerbs['plan.bring-in'])
  if (!mayPropose && !mayBringIn) throw notFound()
  return { mayPropose, mayBringIn }
}
