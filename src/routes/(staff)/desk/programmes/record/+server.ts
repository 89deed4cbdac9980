import { post } from '#app/endpoint.server.ts'
import { RecordProgramme, recordProgramme } from '#services/record-programme.server.ts'

export const POST = post(RecordProgramme, (actor, input) => recordProgramme(actor, input))
