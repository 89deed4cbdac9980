import { post } from '#app/endpoint.server.ts'
import { SayFree, sayFree } from '#services/record-service.server.ts'

export const POST = post(SayFree, (actor, input) => sayFree(actor, input))
