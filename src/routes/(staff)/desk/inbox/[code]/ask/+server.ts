import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { Question, askReporter } from '#reports/ask-reporter.server.ts'

export const POST = post(Question, (actor, input, { params, locals }) =>
  askReporter(actor, params.code ?? '', input, zone(locals))
)
