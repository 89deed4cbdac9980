import { DraftPlace, listDrafts } from '#access/drafts.server.ts'
import { post } from '#app/endpoint.server.ts'

export const POST = post(DraftPlace, (actor, input) => listDrafts(actor, input))
