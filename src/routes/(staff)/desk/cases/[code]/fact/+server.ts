import { post } from '#app/endpoint.server.ts'
import { RecordFact, recordFact } from '#cases/record-fact.server.ts'

export const POST = post(RecordFact, (actor, input) => recordFact(actor, input))
