import { post } from '#app/endpoint.server.ts'
import { SaveDraft, saveDraft } from '#risk/matrices/edit-draft.server.ts'

export const POST = post(SaveDraft, (actor, input) => saveDraft(actor, input))
