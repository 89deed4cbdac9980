import { post } from '#app/endpoint.server.ts'
import { NewShift, addShift } from '#line/duty.server.ts'

export const POST = post(NewShift, (actor, input) => addShift(actor, input))
