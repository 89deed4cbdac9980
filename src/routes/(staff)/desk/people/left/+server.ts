import { post } from '#app/endpoint.server.ts'
import { seeLeftBehind } from '#app/leaving.server.ts'
import { LetIn as OfPerson } from '#identity/let-in.server.ts'

export const POST = post(OfPerson, (actor, { person }) => seeLeftBehind(actor, person))
