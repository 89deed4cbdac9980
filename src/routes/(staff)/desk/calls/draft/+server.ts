import { post } from '#app/endpoint.server.ts'
import { keepDraft, KeptDraft } from '#reports/line/drafts.server.ts'

export const POST = post(KeptDraft, (actor, input) => keepDraft(actor, input))
