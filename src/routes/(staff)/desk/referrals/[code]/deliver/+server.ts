import { post } from '#app/endpoint.server.ts'
import { DeliverReferral, deliverReferral } from '#services/deliver-referral.server.ts'

export const POST = post(DeliverReferral, (actor, input) => deliverReferral(actor, input))
