import { post } from '#app/endpoint.server.ts'
import { AnswerReferral, answerReferral } from '#services/answer-referral.server.ts'

export const POST = post(AnswerReferral, (actor, input) => answerReferral(actor, input))
