import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { FollowUp, followUp } from '#plan/evaluations/answer.server.ts'

export const POST = post(FollowUp, (actor, input, { params, locals }) =>
  followUp(actor, params.id ?? '', input, zone(locals))
)
