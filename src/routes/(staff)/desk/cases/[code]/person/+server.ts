import { post } from '#app/endpoint.server.ts'
import { RecordPerson, recordPerson } from '#cases/record-person.server.ts'

export const POST = post(RecordPerson, (actor, input) => recordPerson(actor, input))
