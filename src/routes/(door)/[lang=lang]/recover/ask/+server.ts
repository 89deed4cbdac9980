import { post } from '#app/endpoint.server.ts'
import { AskRecovery, askRecovery } from '#identity/recover.server.ts'
import { notFound } from '#kernel/problem.ts'

export const POST = post(AskRecovery, async (_, { email }, { locals }) => {
  if (!locals.network) throw notFound()
  return askRecovery(locals.network.id, email)
})
