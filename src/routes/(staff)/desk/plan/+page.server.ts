import { planBoard } from '#app/plan-board.server.ts'
import { shownPlan } from '#app/shown-plan.server.ts'
import { zone } from '#app/zone.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const [plan, board] = await Promise.all([
    shownPlan(locals.actor, locals.locale, zone(locals)),
    planBoard(locals.actor, zone(locals))
  ])
  return {
    ...plan,
    ...board,
    currency: locals.network?.profile.currency ?? 'EUR'
  }
}
