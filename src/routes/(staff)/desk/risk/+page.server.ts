import { may } from '#access/verbs.ts'
import { series } from '#app/series.server.ts'
import { zone } from '#app/zone.ts'
import { dayIn } from '#kernel/day.ts'
import { outcomesAgainstBefore } from '#risk/alerts/counts.server.ts'
import { listAlerts } from '#risk/alerts/read.server.ts'
import { alertVerbs } from '#risk/alerts/verbs.ts'
import { formVerbs } from '#risk/forms/verbs.ts'
import { fieldVerbs } from '#risk/field/verbs.ts'
import { readSignMap } from '#risk/hotspots/map.server.ts'
import { hotspotVerbs } from '#risk/hotspots/verbs.ts'
import { matrixVerbs } from '#risk/matrices/verbs.ts'
import { seeStrip } from '#risk/trends/see-trends.server.ts'
import { trendVerbs } from '#risk/trends/verbs.ts'
import { placeOf } from './place.server.ts'
import type { PageServerLoad } from './$types'

/** What lies behind this page, for those who may go there. */
const beside = [
  { path: 'trends', word: 'trend.title', permission: trendVerbs['trend.see'] },
  { path: 'hotspots', word: 'hotspots.title', permission: hotspotVerbs['hotspot.see-map'] },
  { path: 'submissions', word: 'submission.title', permission: fieldVerbs['submission.list'] },
  { path: 'matrices', word: 'matrix.title', permission: matrixVerbs['matrix.read'] },
  { path: 'forms', word: 'forms.title', permission: formVerbs['form.read'] }
]

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
    signs: await readSignMap(actor, placeOf(locals), { what: 'signs', weeks: 52 }),
    strip: await seeStrip(actor, series, zone(locals)),
    beside: beside
      .filter(({ permission }) => may(actor, permission))
      .map(({ path, word }) => ({ path: `/desk/risk/${path}`, word })),
    list: may(actor, alertVerbs['alert.list']) ? await listAlerts(actor) : null,
    settlements: locals.network?.settlements ?? [],
    zone: zone(locals)
  }
}
