import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { HeldReports, releaseHeld } from '#reports/handle-held.server.ts'

export const POST = post(HeldReports, (actor, input, { locals }) => releaseHeld(actor, input, zone(locals)))
