import { may } from '#access/verbs.ts'
import { zone } from '#app/zone.ts'
import { lineState } from '#kernel/line-hours.ts'
import { now } from '#platform/clock.server.ts'
import { countCalls } from '#reports/line/count-calls.server.ts'
import { listCallBacks } from '#reports/line/list-call-backs.server.ts'
import { readDutyToday } from '#reports/line/read-duty.server.ts'
import { lineVerbs } from '#reports/line/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('fener:calls')
  const { actor, network } = locals
  const takes = may(actor, lineVerbs['call.list-call-backs'])
  return {
    state: network?.hotline
      ? lineState(network.hotline, 'first', network.onDuty, now(), zone(locals)).state
      : null,
    duty: await readDutyToday(actor),
    callBacks: takes ? await listCallBacks(actor) : [],
    month: takes ? await countCalls(actor, zone(locals)) : []
  }
}
