import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { ReopenReport, reopenReport } from '#reports/reopen-report.server.ts'

export const POST = post(ReopenReport, (actor, input, { params, locals }) =>
  reopenReport(actor, params.code ?? '', input, zone(locals))
)
