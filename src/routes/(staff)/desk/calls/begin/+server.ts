import { post } from '#app/endpoint.server.ts'
import { beginNote, KeptDraft } from '#reports/line/drafts.server.ts'

export const POST = post(KeptDraft, (actor, input) => beginNote(actor, input))
