import { post } from '#app/endpoint.server.ts'
import { RaisedByHand, raiseByHand } from '#risk/alerts/raise-by-hand.server.ts'

export const POST = post(RaisedByHand, (actor, input) => raiseByHand(actor, input))
