import { may } from '#access/verbs.ts'
import { zone } from '#app/zone.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { ownsTask, type TaskState } from '#plan/index.ts'
import { readTask } from '#plan/read-task.server.ts'
import { planVerbs } from '#plan/verbs.ts'
import type { PageServerLoad } from './$types'

/** Everything, what an owner tells of their own task, or nothing. */
const mayRecord = (actor: Actor, state: TaskState): 'all' | 'own' | undefined => {
  if (may(actor, planVerbs['plan.record-progress'])) return 'all'
  if (!may(actor, planVerbs['plan.tell-of-own-task'])) return undefined
  return isStaff(actor) && ownsTask(state, actor) ? 'own' : undefined
}

export const load: PageServerLoad = async ({ locals, params }) => {
  const task = await readTask(locals.actor, params.id, zone(locals))
  return {
    ...task,
    currency: locals.network?.profile.currency ?? 'EUR',
    mayRecord: mayRecord(locals.actor, task.state)
  }
}
