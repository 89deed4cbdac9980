import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { RecordedAssessment, assessReport } from '#reports/assess-report.server.ts'

export const POST = post(RecordedAssessment, (actor, input, { params, locals }) =>
  assessReport(actor, params.code ?? '', input, zone(locals))
)
