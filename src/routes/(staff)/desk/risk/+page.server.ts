import { may } from '#access/verbs.ts'
import { zone } from '#app/zone.ts'
import { dayIn } from '#kernel/day.ts'
import { outcomesAgainstBefore } from '#risk/alerts/counts.server.ts'
import { listAlerts } from '#risk/alerts/read.server.ts'
import { alertVerbs } from '#risk/alerts/verbs.ts'
import type { PageServerLoad } from './$types'

/** As far back as the table can be asked for. */
const yearsBack = 4

export const load: PageServerLoad = async ({ locals, url }) => {
  const { actor } = locals
  const chosen = url.searchParams.get('year') || null
  const counts = await outcomesAgainstBefore(actor, chosen, zone(locals))
  const year = Number(dayIn(new Date(), zone(locals)).slice(0, 4))
  return {
    counts,
    chosen,
    years: Array.from({ length: yearsBack }, (_, i) => String(year - i)),
    list: may(actor, alertVerbs['alert.list']) ? await listAlerts(actor) : null,
    settlements: locals.network?.settlements ?? [],
    zone: zone(locals)
  }
}
