import { post } from '#app/endpoint.server.ts'
import { eraseHeld, HeldReports } from '#reports/handle-held.server.ts'

export const POST = post(HeldReports, (actor, input) => eraseHeld(actor, input))
