import { post } from '#app/endpoint.server.ts'
import { DropDraft, dropDraft } from '#risk/matrices/edit-draft.server.ts'

export const POST = post(DropDraft, (actor, input) => dropDraft(actor, input))
