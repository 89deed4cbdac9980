import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { KeepLonger, keepLonger } from '#reports/keep-longer.server.ts'

export const POST = post(KeepLonger, (actor, input, { params, locals }) =>
  keepLonger(actor, params.code ?? '', input, zone(locals))
)
