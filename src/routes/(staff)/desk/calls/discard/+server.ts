import { post } from '#app/endpoint.server.ts'
import { Discarded, discardDraft } from '#reports/line/drafts.server.ts'

export const POST = post(Discarded, (actor, input) => discardDraft(actor, input))
