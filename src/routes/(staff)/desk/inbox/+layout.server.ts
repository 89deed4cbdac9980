import { listInbox } from '#reports/list-inbox.server.ts'
import { zone } from '#app/zone.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ locals, depends }) => {
  depends('fener:inbox')
  return { inbox: await listInbox(locals.actor, 'open', zone(locals)) }
}
