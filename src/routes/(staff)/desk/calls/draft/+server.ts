import { post } from '#app/endpoint.server.ts'
import { Draft, keepDraft } from '#line/drafts.server.ts'

export const POST = post(Draft, (actor, input) => keepDraft(actor, input))
