import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { AnswerRecommendation, answerRecommendation } from '#plan/evaluations/answer.server.ts'

export const POST = post(AnswerRecommendation, (actor, input, { params, locals }) =>
  answerRecommendation(actor, params.id ?? '', input, zone(locals))
)
