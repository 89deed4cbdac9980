import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { MissedCall, recordMissed } from '#reports/line/record-missed.server.ts'

export const POST = post(MissedCall, (actor, input, { locals }) => recordMissed(actor, input, zone(locals)))
