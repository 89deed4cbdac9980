import { post } from '#app/endpoint.server.ts'
import { zone } from '#app/zone.ts'
import { TakeCall, takeCall } from '#line/take-call.server.ts'

export const POST = post(TakeCall, (actor, input, { locals }) => takeCall(actor, input, zone(locals)))
