import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { RecordEvaluation, recordEvaluation } from '#plan/evaluations/record.server.ts'

export const POST = post(RecordEvaluation, (actor, input, { params, locals }) =>
  recordEvaluation(actor, params.id ?? '', input, zone(locals))
)
