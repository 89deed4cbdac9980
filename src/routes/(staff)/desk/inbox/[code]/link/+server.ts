import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { LinkReports, linkReports } from '#reports/link-reports.server.ts'

export const POST = post(LinkReports, (actor, input, { params, locals }) =>
  linkReports(actor, params.code ?? '', input, zone(locals))
)
