import { post } from '#app/endpoint.server.ts'
import { HandOver, leaveHandOver } from '#line/hand-over.server.ts'

export const POST = post(HandOver, (actor, input) => leaveHandOver(actor, input))
