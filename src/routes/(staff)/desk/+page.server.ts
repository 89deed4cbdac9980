import { redirect } from '@sveltejs/kit'
import { today } from '#app/today.server.ts'
import { zone } from '#app/zone.ts'
import { isStaff } from '#kernel/actor.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const { actor } = locals
  // a field team has one page, and it is not this one
  if (isStaff(actor) && actor.roles.every(role => role === 'field-worker')) redirect(303, '/field')
  return {
    waits: await today(actor, zone(locals)),
    settlements: locals.network?.settlements ?? [],
    zone: zone(locals)
  }
}
