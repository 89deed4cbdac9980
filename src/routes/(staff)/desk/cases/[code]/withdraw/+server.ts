import { post } from '#app/endpoint.server.ts'
import { WithdrawConsent, withdrawConsent } from '#cases/withdraw-consent.server.ts'

export const POST = post(WithdrawConsent, (actor, input) => withdrawConsent(actor, input))
