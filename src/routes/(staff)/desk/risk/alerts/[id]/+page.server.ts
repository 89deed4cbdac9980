import { zone } from '#app/zone.ts'
import { readAlert } from '#risk/alerts/read.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  one: await readAlert(locals.actor, params.id),
  begin: url.searchParams.get('do'),
  settlements: locals.network?.settlements ?? [],
  zone: zone(locals)
})
