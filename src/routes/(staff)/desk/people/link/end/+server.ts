import { post } from '#app/endpoint.server.ts'
import { endLink, OfOrganisation } from '#reports/professionals/links.server.ts'

export const POST = post(OfOrganisation, (actor, input) => endLink(actor, input))
