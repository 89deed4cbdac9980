import { post } from '#app/endpoint.server.ts'
import { invite } from '#identity/invite.server.ts'
import { Invitation } from '#identity/schemas.ts'

export const POST = post(Invitation, (actor, input) => invite(actor, input))
