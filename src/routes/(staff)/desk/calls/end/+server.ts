import { post } from '#app/endpoint.server.ts'
import { EndCall, endCall } from '#line/take-call.server.ts'

export const POST = post(EndCall, (actor, input) => endCall(actor, input))
