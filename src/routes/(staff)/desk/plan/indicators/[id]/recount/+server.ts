import { post } from '#app/endpoint.server.ts'
import { indicators } from '#app/indicators.server.ts'
import { Recount, recount } from '#plan/recount.server.ts'

export const POST = post(Recount, (actor, input, { params }) =>
  recount(actor, params.id ?? '', input, indicators)
)
