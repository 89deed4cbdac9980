import { post } from '#app/endpoint.server.ts'
import { FollowUpReferral, followUpReferral } from '#services/deliver-referral.server.ts'

export const POST = post(FollowUpReferral, (actor, input) => followUpReferral(actor, input))
