import { post } from '#app/endpoint.server.ts'
import { NewReferral, refer } from '#cases/refer.server.ts'

export const POST = post(NewReferral, (actor, input) => refer(actor, input))
