import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { MoreBodies, tellMore } from '#reports/follow-up.server.ts'

export const POST = post(MoreBodies, (actor, input, { params, locals }) =>
  tellMore(actor, params.code ?? '', input, zone(locals))
)
