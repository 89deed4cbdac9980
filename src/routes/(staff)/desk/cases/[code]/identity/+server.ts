import { post } from '#app/endpoint.server.ts'
import { ShowIdentity, showIdentity } from '#cases/show-identity.server.ts'

export const POST = post(ShowIdentity, (actor, input) => showIdentity(actor, input))
