import { zone } from '#app/zone.ts'
import { isUuid } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { readProposal } from '#plan/versions/read-versions.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, params }) => {
  if (!isUuid(params.id)) throw notFound()
  return readProposal(locals.actor, params.id, zone(locals))
}
