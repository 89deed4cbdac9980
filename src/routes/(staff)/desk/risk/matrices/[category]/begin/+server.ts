import { post } from '#app/endpoint.server.ts'
import { BeginDraft, beginDraft } from '#risk/matrices/edit-draft.server.ts'

export const POST = post(BeginDraft, (actor, input) => beginDraft(actor, input))
