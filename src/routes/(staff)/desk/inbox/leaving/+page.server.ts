import { zone } from '#app/zone.ts'
import { listLeaving } from '#reports/keep-longer.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('fener:leaving')
  return { leaving: await listLeaving(locals.actor, zone(locals)) }
}
