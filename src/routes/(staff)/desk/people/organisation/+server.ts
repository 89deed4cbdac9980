import { post } from '#app/endpoint.server.ts'
import { addOrganisation } from '#identity/people.server.ts'
import { NewOrganisation } from '#identity/schemas.ts'

export const POST = post(NewOrganisation, (actor, input) => addOrganisation(actor, input))
