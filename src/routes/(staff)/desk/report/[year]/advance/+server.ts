import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { AdvanceReport, advanceReport } from '#publication/advance-report.server.ts'

export const POST = post(AdvanceReport, (actor, input, { params, locals, url }) =>
  advanceReport(actor, Number(params.year), input, zone(locals), url.origin)
)
