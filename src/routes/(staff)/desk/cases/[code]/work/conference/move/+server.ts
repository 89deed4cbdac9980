import { post } from '#app/endpoint.server.ts'
import { MoveConference, moveConference } from '#cases/together/conferences.server.ts'

export const POST = post(MoveConference, (actor, input) => moveConference(actor, input))
