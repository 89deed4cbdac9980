import { post } from '#app/endpoint.server.ts'
import { DraftId, dropDraft } from '#line/drafts.server.ts'

export const POST = post(DraftId, (actor, input) => dropDraft(actor, input))
