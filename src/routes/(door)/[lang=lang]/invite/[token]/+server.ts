import { post } from '#app/endpoint.server.ts'
import { acceptInvitation } from '#identity/accept-invitation.server.ts'
import { NewAccount } from '#identity/schemas.ts'
import { notFound } from '#kernel/problem.ts'

export const POST = post(NewAccount, async (_, account, { locals, params }) => {
  if (!locals.network) throw notFound()
  return acceptInvitation(locals.network.id, params.token ?? '', account)
})
