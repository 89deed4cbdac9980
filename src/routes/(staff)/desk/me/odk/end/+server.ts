import { post } from '#app/endpoint.server.ts'
import { endProgram, EndProgram } from '#risk/forms/odk-programs.server.ts'

export const POST = post(EndProgram, (actor, input) => endProgram(actor, input))
