import { Draft, keepDraft } from '#access/drafts.server.ts'
import { post } from '#app/endpoint.server.ts'

export const POST = post(Draft, (actor, input) => keepDraft(actor, input))
