import { post } from '#app/endpoint.server.ts'
import { publishShown } from '#app/evaluations.server.ts'
import { zone } from '#app/zone.ts'
import { PublishEvaluation } from '#plan/evaluations/publish.server.ts'

export const POST = post(PublishEvaluation, (actor, input, { params, locals }) =>
  publishShown(actor, params.id ?? '', input, zone(locals))
)
