import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { RecordFollowStep, recordFollowStep } from '#reports/follow-up.server.ts'

export const POST = post(RecordFollowStep, (actor, input, { params, locals }) =>
  recordFollowStep(actor, params.code ?? '', params.id ?? '', input, zone(locals))
)
