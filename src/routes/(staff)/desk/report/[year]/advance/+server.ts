import { post } from '#app/endpoint.server.ts'
import { publicAddress } from '#app/public-address.server.ts'
import { zone } from '#app/zone.ts'
import { AdvanceReport, advanceReport } from '#publication/advance-report.server.ts'

export const POST = post(AdvanceReport, async (actor, input, { params, locals, url }) =>
  advanceReport(actor, Number(params.year), input, zone(locals), await publicAddress(url))
)
