import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { AlertStepInput, stepOnAlert } from '#risk/alerts/step.server.ts'

export const POST = post(AlertStepInput, (actor, input, { params, locals }) =>
  stepOnAlert(actor, params.id ?? '', input, zone(locals))
)
