import { may } from '#access/verbs.ts'
import { zone } from '#app/zone.ts'
import { hasRole } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { instantOf } from '#kernel/wall-clock.ts'
import { listDuty } from '#line/duty.server.ts'
import { lineVerbs } from '#line/verbs.ts'
import { mondayOf, weekFrom } from '#line/week.ts'
import type { PageServerLoad } from './$types'

/** `?week=2026-11-23`: a day is no secret; anything else is this week. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const timezone = zone(locals)
  const asked = url.searchParams.get('week') ?? ''
  const monday = mondayOf(/^\d{4}-\d{2}-\d{2}$/.test(asked) && !Number.isNaN(Date.parse(asked)) ? asked : dayIn(new Date(), timezone)) // prettier-ignore
  const { from, to } = weekFrom(monday, day => instantOf(day, '00:00', timezone))
  return {
    timezone,
    monday,
    week: { from: from.toISOString(), to: to.toISOString() },
    ...(await listDuty(locals.actor, from, to)),
    maySwap: may(locals.actor, lineVerbs['duty.swap']),
    planAll: hasRole(locals.actor, 'coordinator')
  }
}
