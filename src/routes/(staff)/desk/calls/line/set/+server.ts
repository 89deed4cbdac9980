import { post } from '#app/endpoint.server.ts'
import { LineNumber, setLineNumber } from '#line/number.server.ts'

export const POST = post(LineNumber, (actor, input) => setLineNumber(actor, input))
