import { shownEvaluation } from '#app/evaluations.server.ts'
import { zone } from '#app/zone.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, params }) =>
  shownEvaluation(locals.actor, params.id, zone(locals))
