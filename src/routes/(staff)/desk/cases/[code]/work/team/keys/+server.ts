import { post } from '#app/endpoint.server.ts'
import { OfCase, teamKeys } from '#cases/together/team.server.ts'

export const POST = post(OfCase, (actor, input) => teamKeys(actor, input))
