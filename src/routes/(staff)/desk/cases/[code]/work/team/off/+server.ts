import { post } from '#app/endpoint.server.ts'
import { OfColleague, takeOffTeam } from '#cases/together/team.server.ts'

export const POST = post(OfColleague, (actor, input) => takeOffTeam(actor, input))
