import { post } from '#app/endpoint.server.ts'
import { reportSources } from '#app/report-sources.server.ts'
import { zone } from '#app/zone.ts'
import { CorrectReport, correctReport } from '#publication/correct-report.server.ts'

export const POST = post(CorrectReport, (actor, input, { params, locals }) =>
  correctReport(actor, Number(params.year), input, zone(locals), reportSources)
)
