import { post } from '#app/endpoint.server.ts'
import { SealedReport, submitReport } from '#reports/arrive.server.ts'
import { intakeNow } from '../../../intake.server.ts'

export const POST = post(SealedReport, (actor, input, { locals }) =>
  submitReport(actor, input, intakeNow(locals).circles)
)
