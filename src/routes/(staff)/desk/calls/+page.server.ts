import { may } from '#access/verbs.ts'
import { zone } from '#app/zone.ts'
import { listCalls } from '#line/call-backs.server.ts'
import { listDuty } from '#line/duty.server.ts'
import { listHandOvers } from '#line/hand-over.server.ts'
import { lineVerbs } from '#line/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('fener:calls')
  const { actor } = locals
  const now = Date.now()
  const duty = await listDuty(actor, new Date(now - 86_400_000), new Date(now + 7 * 86_400_000))
  const takes = may(actor, lineVerbs['call.take'])
  return {
    timezone: zone(locals),
    duty: duty.shifts,
    calls: takes ? await listCalls(actor) : null,
    handOvers: takes ? await listHandOvers(actor) : null,
    intake: locals.network?.intake[0] ?? null,
    maySetLine: may(actor, lineVerbs['line.set'])
  }
}
