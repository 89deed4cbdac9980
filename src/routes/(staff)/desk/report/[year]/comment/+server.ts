import { post } from '#app/endpoint.server.ts'
import { CommentReport, commentReport } from '#publication/write-together.server.ts'

export const POST = post(CommentReport, (actor, input, { params }) =>
  commentReport(actor, Number(params.year), input)
)
