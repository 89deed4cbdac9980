import { post } from '#app/endpoint.server.ts'
import { ShiftId, endShift } from '#line/duty.server.ts'

export const POST = post(ShiftId, (actor, input) => endShift(actor, input))
