import { post } from '#app/endpoint.server.ts'
import { TakePart, takePart } from '#services/take-part.server.ts'

export const POST = post(TakePart, (actor, input) => takePart(actor, input))
