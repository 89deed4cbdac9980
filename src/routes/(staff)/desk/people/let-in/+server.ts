import { post } from '#app/endpoint.server.ts'
import { letInForOrphaned } from '#app/leaving.server.ts'
import { LetIn } from '#identity/let-in.server.ts'

export const POST = post(LetIn, (actor, input) => letInForOrphaned(actor, input))
