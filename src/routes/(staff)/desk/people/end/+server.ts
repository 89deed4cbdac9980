import { post } from '#app/endpoint.server.ts'
import { EndAccess, endAccess } from '#identity/end-access.server.ts'

export const POST = post(EndAccess, (actor, input) => endAccess(actor, input))
