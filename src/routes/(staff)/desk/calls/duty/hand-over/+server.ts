import { post } from '#app/endpoint.server.ts'
import { HandOver, writeHandOver } from '#reports/line/hand-overs.server.ts'

export const POST = post(HandOver, (actor, input) => writeHandOver(actor, input))
