import { post } from '#app/endpoint.server.ts'
import { WriteMinutes, writeMinutes } from '#cases/together/conferences.server.ts'

export const POST = post(WriteMinutes, (actor, input) => writeMinutes(actor, input))
