import { z } from 'zod'
import { post } from '#app/endpoint.server.ts'
import { endAccess } from '#identity/end-access.server.ts'

export const POST = post(z.strictObject({ person: z.uuid() }), (actor, { person }) =>
  endAccess(actor, person)
)
