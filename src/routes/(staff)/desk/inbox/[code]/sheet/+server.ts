import { post } from '#app/endpoint.server.ts'
import { notePrintedSheet, PrintedSheet } from '#reports/hand-over.server.ts'

export const POST = post(PrintedSheet, (actor, input, { params }) =>
  notePrintedSheet(actor, params.code ?? '', input)
)
