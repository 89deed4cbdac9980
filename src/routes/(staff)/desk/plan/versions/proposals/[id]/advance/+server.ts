import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { AdvanceProposal, advanceProposal } from '#plan/versions/write-proposal.server.ts'

export const POST = post(AdvanceProposal, (actor, input, { params, locals }) =>
  advanceProposal(actor, params.id ?? '', input, zone(locals))
)
