import { series } from '#app/series.server.ts'
import { zone } from '#app/zone.ts'
import { readHabits } from '#identity/desk-habits.server.ts'
import { seeStrip, seeTrends, TrendQuestion } from '#risk/trends/see-trends.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('fener:trends')
  const { actor } = locals
  // what this person chose last; no address has to carry which place and kind they look at
  const { trends: chosen } = await readHabits(actor)
  const settlements = locals.network!.settlements
  const place = settlements.find(({ id }) => id === chosen.place)
  const question = TrendQuestion.parse({
    of: chosen.of,
    by: chosen.by,
    place: place?.id ?? null,
    sign: chosen.sign ?? null,
    about: chosen.about ?? null
  })
  return {
    trends: await seeTrends(actor, series, question, zone(locals)),
    strip: await seeStrip(actor, series, zone(locals)),
    settlements
  }
}
