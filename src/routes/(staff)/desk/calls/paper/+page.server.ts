import { listOwnDrafts } from '#reports/line/drafts.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('fener:notes')
  return { drafts: await listOwnDrafts(locals.actor) }
}
