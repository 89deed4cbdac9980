import { today } from '#app/today.server.ts'
import { zone } from '#app/zone.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) =>
  today(locals.actor, zone(locals)).then(waits => ({
    waits,
    settlements: locals.network?.settlements ?? [],
    zone: zone(locals)
  }))
