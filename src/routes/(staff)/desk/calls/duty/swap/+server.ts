import { post } from '#app/endpoint.server.ts'
import { AskedSwap, askSwap } from '#reports/line/swap-shift.server.ts'

export const POST = post(AskedSwap, (actor, input) => askSwap(actor, input))
