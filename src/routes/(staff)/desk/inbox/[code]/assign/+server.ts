import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { AssignReport, assignReport } from '#reports/assign-report.server.ts'

export const POST = post(AssignReport, (actor, input, { params, locals }) =>
  assignReport(actor, params.code ?? '', input, zone(locals))
)
