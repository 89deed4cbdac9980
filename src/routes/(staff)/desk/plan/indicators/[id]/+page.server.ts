import { shownIndicator } from '#app/shown-indicator.server.ts'
import { zone } from '#app/zone.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  indicator: await shownIndicator(locals.actor, params.id, locals.locale, zone(locals))
})
