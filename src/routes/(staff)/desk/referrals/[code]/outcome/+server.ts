import { post } from '#app/endpoint.server.ts'
import { RecordOutcome, recordOutcome } from '#services/take-part.server.ts'

export const POST = post(RecordOutcome, (actor, input) => recordOutcome(actor, input))
