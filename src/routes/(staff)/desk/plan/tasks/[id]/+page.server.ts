import { may } from '#access/verbs.ts'
import { zone } from '#app/zone.ts'
import { readTask } from '#plan/read-task.server.ts'
import { planVerbs } from '#plan/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  ...(await readTask(locals.actor, params.id, zone(locals))),
  currency: locals.network?.profile.currency ?? 'EUR',
  mayRecord: may(locals.actor, planVerbs['plan.record-progress'])
})
