import { zone } from '#app/zone.ts'
import { listFollowed } from '#reports/list-followed.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  followed: await listFollowed(locals.actor, { which: 'waiting' }, zone(locals))
})
