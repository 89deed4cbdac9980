import { post } from '#app/endpoint.server.ts'
import { DraftReferral, draftReferral } from '#cases/draft-referral.server.ts'

export const POST = post(DraftReferral, (actor, input) => draftReferral(actor, input))
