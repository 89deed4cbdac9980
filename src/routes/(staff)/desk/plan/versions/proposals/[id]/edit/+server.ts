import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { ProposalEdit } from '#plan/versions/edit.ts'
import { editProposal } from '#plan/versions/write-proposal.server.ts'

export const POST = post(ProposalEdit, (actor, input, { params, locals }) =>
  editProposal(actor, params.id ?? '', input, zone(locals))
)
