import { post } from '#app/endpoint.server.ts'
import { makeLink, OfOrganisation } from '#reports/professionals/links.server.ts'

export const POST = post(OfOrganisation, (actor, input) => makeLink(actor, input))
