import { shownGaps } from '#app/shown-gaps.server.ts'
import { zone } from '#app/zone.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => shownGaps(locals.actor, zone(locals))
