import { post } from '#app/endpoint.server.ts'
import { OfColleague, leadCase } from '#cases/together/team.server.ts'

export const POST = post(OfColleague, (actor, input) => leadCase(actor, input))
