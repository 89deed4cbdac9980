import { post } from '#app/endpoint.server.ts'
import { DropDraft, dropDraft } from '#services/drafts.server.ts'

export const POST = post(DropDraft, (actor, input) => dropDraft(actor, input))
