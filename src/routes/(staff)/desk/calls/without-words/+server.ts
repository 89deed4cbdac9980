import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { endWithoutWords, WordlessCall } from '#reports/line/end-without-words.server.ts'

export const POST = post(WordlessCall, (actor, input, { locals }) =>
  endWithoutWords(actor, input, zone(locals))
)
