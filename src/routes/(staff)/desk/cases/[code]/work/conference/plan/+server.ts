import { post } from '#app/endpoint.server.ts'
import { PlanConference, planConference } from '#cases/together/conferences.server.ts'

export const POST = post(PlanConference, (actor, input) => planConference(actor, input))
