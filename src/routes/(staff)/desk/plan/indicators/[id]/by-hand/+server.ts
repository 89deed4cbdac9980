import { post } from '#app/endpoint.server.ts'
import { EnterByHand, enterByHand } from '#plan/enter-by-hand.server.ts'

export const POST = post(EnterByHand, (actor, input, { params }) =>
  enterByHand(actor, params.id ?? '', input)
)
