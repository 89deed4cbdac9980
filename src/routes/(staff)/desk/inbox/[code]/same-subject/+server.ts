import { post } from '#app/endpoint.server.ts'
import { askSameSubject, SameSubject } from '#reports/list-followed.server.ts'

export const POST = post(SameSubject, (actor, input, { params }) =>
  askSameSubject(actor, params.code ?? '', input)
)
