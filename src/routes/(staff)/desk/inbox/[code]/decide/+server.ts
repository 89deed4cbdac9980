import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { DecideReport, decideReport } from '#reports/decide-report.server.ts'

export const POST = post(DecideReport, (actor, input, { params, locals }) =>
  decideReport(actor, params.code ?? '', input, zone(locals))
)
