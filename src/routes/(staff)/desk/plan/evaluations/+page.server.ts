import { may } from '#access/verbs.ts'
import { listEvaluations } from '#plan/evaluations/read.server.ts'
import { evaluationVerbs } from '#plan/evaluations/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  evaluations: await listEvaluations(locals.actor),
  mayPlan: may(locals.actor, evaluationVerbs['evaluation.plan'])
})
