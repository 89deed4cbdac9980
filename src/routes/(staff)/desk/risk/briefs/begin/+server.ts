import { post } from '#app/endpoint.server.ts'
import { series } from '#app/series.server.ts'
import { zone } from '#app/zone.ts'
import { BeginBrief, beginBrief } from '#risk/brief/edit.server.ts'

export const POST = post(BeginBrief, (actor, input, { locals }) =>
  beginBrief(actor, input, {
    sources: series,
    timezone: zone(locals),
    settlements: locals.network?.settlements ?? []
  })
)
