import { post } from '#app/endpoint.server.ts'
import { GrantKeys, grantKeys } from '#access/grant-keys.server.ts'

export const POST = post(GrantKeys, (actor, input) => grantKeys(actor, input))
