import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { MaskedParts, maskParts } from '#reports/mask-parts.server.ts'

export const POST = post(MaskedParts, (actor, input, { params, locals }) =>
  maskParts(actor, params.code ?? '', input, zone(locals))
)
