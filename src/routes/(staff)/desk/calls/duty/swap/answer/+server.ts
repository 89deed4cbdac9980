import { post } from '#app/endpoint.server.ts'
import { AnsweredSwap, answerSwap } from '#reports/line/swap-shift.server.ts'

export const POST = post(AnsweredSwap, (actor, input) => answerSwap(actor, input))
