import { post } from '#app/endpoint.server.ts'
import { AnswerSwap, answerSwap } from '#line/duty.server.ts'

export const POST = post(AnswerSwap, (actor, input) => answerSwap(actor, input))
