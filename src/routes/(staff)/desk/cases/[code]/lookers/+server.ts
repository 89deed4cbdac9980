import { post } from '#app/endpoint.server.ts'
import { SeeLookers, seeLookers } from '#cases/see-lookers.server.ts'

export const POST = post(SeeLookers, (actor, input) => seeLookers(actor, input))
