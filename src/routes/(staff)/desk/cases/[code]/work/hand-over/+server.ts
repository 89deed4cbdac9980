import { post } from '#app/endpoint.server.ts'
import { HandOver, handOver } from '#cases/together/hand-over.server.ts'

export const POST = post(HandOver, (actor, input) => handOver(actor, input))
