import { parseId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { openSubmission } from '#risk/field/open-submission.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { actor, network }, params }) => {
  const id = parseId(params.id)
  if (!id) throw notFound()
  return { submission: await openSubmission(actor, id), settlements: network?.settlements ?? [] }
}
