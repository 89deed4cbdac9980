import { post } from '#app/endpoint.server.ts'
import { RevokeReferral, revokeReferral } from '#services/revoke-referral.server.ts'

export const POST = post(RevokeReferral, (actor, input) => revokeReferral(actor, input))
