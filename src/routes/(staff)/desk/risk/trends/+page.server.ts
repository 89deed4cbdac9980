import { series } from '#app/series.server.ts'
import { zone } from '#app/zone.ts'
import { seeStrip, seeTrends, TrendQuestion } from '#risk/trends/see-trends.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  // an empty choice means all
  const asked = (name: string) => url.searchParams.get(name) || null
  const settlements = locals.network!.settlements
  const place = settlements.find(({ id }) => id === asked('place'))
  const question = TrendQuestion.parse({
    of: asked('of'),
    by: asked('by'),
    place: place?.id ?? null,
    sign: asked('sign'),
    about: asked('about')
  })
  const { actor } = locals
  return {
    trends: await seeTrends(actor, series, question, zone(locals)),
    strip: await seeStrip(actor, series, zone(locals)),
    settlements
  }
}
