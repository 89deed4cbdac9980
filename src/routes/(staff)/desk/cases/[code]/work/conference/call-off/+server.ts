import { post } from '#app/endpoint.server.ts'
import { CallOffConference, callOffConference } from '#cases/together/conferences.server.ts'

export const POST = post(CallOffConference, (actor, input) => callOffConference(actor, input))
