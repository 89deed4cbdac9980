import { readMapData } from '#risk/hotspots/read-map-data.server.ts'
import { placeOf } from '../place.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('fener:boundaries')
  return readMapData(locals.actor, placeOf(locals))
}
