import { post } from '#app/endpoint.server.ts'
import { HoldConference, holdConference } from '#cases/together/conferences.server.ts'

export const POST = post(HoldConference, (actor, input) => holdConference(actor, input))
