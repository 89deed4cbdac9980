import { post } from '#app/endpoint.server.ts'
import { HandOverId, readHandOver } from '#line/hand-over.server.ts'

export const POST = post(HandOverId, (actor, input) => readHandOver(actor, input))
