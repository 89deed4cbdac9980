import { z } from 'zod'
import { post } from '#app/endpoint.server.ts'
import { EmailAddress } from '#identity/schemas.ts'
import { saltOf } from '#identity/sign-in.server.ts'
import { notFound } from '#kernel/problem.ts'

export const POST = post(z.strictObject({ email: EmailAddress }), async (_, { email }, { locals }) => {
  if (!locals.network) throw notFound()
  return { salt: await saltOf(locals.network.id, email) }
})
