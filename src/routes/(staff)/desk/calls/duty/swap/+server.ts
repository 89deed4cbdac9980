import { post } from '#app/endpoint.server.ts'
import { AskSwap, askSwap } from '#line/duty.server.ts'

export const POST = post(AskSwap, (actor, input) => askSwap(actor, input))
