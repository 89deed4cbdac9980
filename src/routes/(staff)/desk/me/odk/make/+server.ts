import { post } from '#app/endpoint.server.ts'
import { makeProgram, MakeProgram } from '#risk/forms/odk-programs.server.ts'

export const POST = post(MakeProgram, (actor, input) => makeProgram(actor, input))
