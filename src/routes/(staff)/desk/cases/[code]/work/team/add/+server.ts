import { post } from '#app/endpoint.server.ts'
import { AddToTeam, addToTeam } from '#cases/together/team.server.ts'

export const POST = post(AddToTeam, (actor, input) => addToTeam(actor, input))
