import { post } from '#app/endpoint.server.ts'
import { series } from '#app/series.server.ts'
import { zone } from '#app/zone.ts'
import { AdvanceBrief, advanceBrief } from '#risk/brief/advance.server.ts'

export const POST = post(AdvanceBrief, (actor, input, { params, locals }) =>
  advanceBrief(actor, params.month ?? '', input, { sources: series, timezone: zone(locals) })
)
