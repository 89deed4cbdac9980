import { may } from '#access/verbs.ts'
import { zone } from '#app/zone.ts'
import { dayIn } from '#kernel/day.ts'
import { addDays, isDay } from '#kernel/period.ts'
import { notFound } from '#kernel/problem.ts'
import { now } from '#platform/clock.server.ts'
import { listHandOvers } from '#reports/line/hand-overs.server.ts'
import { readDuty } from '#reports/line/read-duty.server.ts'
import { mondayOf } from '#reports/line/shifts.ts'
import { lineVerbs } from '#reports/line/verbs.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, depends }) => {
  depends('fener:duty')
  const { actor, network } = locals
  const timezone = zone(locals)
  const today = dayIn(now(), timezone)
  if (params.week !== undefined && !isDay(params.week)) throw notFound()
  const monday = mondayOf(params.week ?? today)
  const handOver = may(actor, lineVerbs['duty.read-hand-over'])
  return {
    duty: await readDuty(actor, monday, timezone, network?.profile.hotline ?? null),
    before: addDays(monday, -7),
    after: addDays(monday, 7),
    current: mondayOf(today) === monday,
    handOvers: handOver ? await listHandOvers(actor) : null
  }
}
