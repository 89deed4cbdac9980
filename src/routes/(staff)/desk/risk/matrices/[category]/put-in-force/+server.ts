import { post } from '#app/endpoint.server.ts'
import { PutInForce, putInForce } from '#risk/matrices/adopt-matrix.server.ts'

export const POST = post(PutInForce, (actor, input) => putInForce(actor, input))
