import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { EnterByHand, enterByHand } from '#plan/enter-by-hand.server.ts'

export const POST = post(EnterByHand, (actor, input, { params, locals }) =>
  enterByHand(actor, params.id ?? '', input, zone(locals))
)
