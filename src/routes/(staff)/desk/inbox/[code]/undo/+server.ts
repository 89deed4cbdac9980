import { z } from 'zod'
import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { undoReportDecision } from '#reports/decide-report.server.ts'

export const POST = post(z.strictObject({}), (actor, _, { params, locals }) =>
  undoReportDecision(actor, params.code ?? '', zone(locals))
)
