import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { EditReport, editReport } from '#publication/edit-report.server.ts'

export const POST = post(EditReport, (actor, input, { params, locals }) =>
  editReport(actor, Number(params.year), input, zone(locals))
)
