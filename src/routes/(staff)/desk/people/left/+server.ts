import { post } from '#app/endpoint.server.ts'
import { seeLeftOpen } from '#cases/index.server.ts'
import { LetIn as OfPerson } from '#identity/let-in.server.ts'

export const POST = post(OfPerson, (actor, { person }) => seeLeftOpen(actor, person))
