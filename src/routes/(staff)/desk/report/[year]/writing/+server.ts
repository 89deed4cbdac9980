import { post } from '#app/endpoint.server.ts'
import { KeepWriting, keepWriting } from '#publication/write-together.server.ts'

export const POST = post(KeepWriting, (actor, input, { params }) =>
  keepWriting(actor, Number(params.year), input)
)
