import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { PlanEvaluation, planEvaluation } from '#plan/evaluations/record.server.ts'

export const POST = post(PlanEvaluation, (actor, input, { locals }) =>
  planEvaluation(actor, input, zone(locals))
)
