import { findInvitation } from '#identity/accept-invitation.server.ts'
import { notFound } from '#kernel/problem.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const found = locals.network && (await findInvitation(locals.network.id, params.token))
  if (!found) throw notFound()
  return { invitation: { email: found.email, role: found.role, organisation: found.organisation } }
}
