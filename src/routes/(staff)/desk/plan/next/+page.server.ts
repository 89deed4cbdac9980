import { shownNext } from '#app/next-euro.server.ts'
import { zone } from '#app/zone.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => shownNext(locals.actor, locals.locale, zone(locals))
