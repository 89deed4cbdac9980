import { post } from '#app/endpoint.server.ts'
import { bringIn, BringIn } from '#risk/forms/bring-in.server.ts'

export const POST = post(BringIn, (actor, input) => bringIn(actor, input))
