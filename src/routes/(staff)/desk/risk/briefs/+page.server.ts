import { zone } from '#app/zone.ts'
import { listBriefs } from '#risk/brief/edit.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => listBriefs(locals.actor, zone(locals))
