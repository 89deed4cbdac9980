import { may } from '#access/verbs.ts'
import { readHotspots } from '#risk/hotspots/read-hotspots.server.ts'
import { hotspotVerbs } from '#risk/hotspots/verbs.ts'
import { placeOf } from '../place.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('fener:hotspots')
  return {
    ...(await readHotspots(locals.actor, placeOf(locals))),
    maySetUp: may(locals.actor, hotspotVerbs['boundary.bring-in'])
  }
}
