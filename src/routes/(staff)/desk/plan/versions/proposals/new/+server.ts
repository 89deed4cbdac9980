import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { BeginProposal, beginProposal } from '#plan/versions/write-proposal.server.ts'

export const POST = post(BeginProposal, (actor, input, { locals }) =>
  beginProposal(actor, input, zone(locals))
)
