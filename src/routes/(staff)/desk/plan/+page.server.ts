import { shownPlan } from '#app/shown-plan.server.ts'
import { zone } from '#app/zone.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => shownPlan(locals.actor, locals.locale, zone(locals))
