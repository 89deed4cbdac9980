import { post } from '#app/endpoint.server.ts'
import { Recover, recover } from '#identity/recover.server.ts'
import { notFound } from '#kernel/problem.ts'

export const POST = post(Recover, async (_, input, { locals }) => {
  if (!locals.network) throw notFound()
  await recover(locals.network.id, input)
})
