import { post } from '#app/endpoint.server.ts'
import { EndProgramme, endProgramme } from '#services/record-programme.server.ts'

export const POST = post(EndProgramme, (actor, input) => endProgramme(actor, input))
