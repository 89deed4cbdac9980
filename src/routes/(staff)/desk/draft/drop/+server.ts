import { DraftId, dropDraft } from '#access/drafts.server.ts'
import { post } from '#app/endpoint.server.ts'

export const POST = post(DraftId, (actor, input) => dropDraft(actor, input))
