import { readDraft } from '#services/drafts.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, parent }) => {
  const { one } = await parent()
  return { draft: await readDraft(locals.actor, one.code, params.draft) }
}
