// The screen of hotspots: the map as this reader may see it, and inside the early-warning circle what scans found.
import { browse } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { drawAreas } from './area-map.ts'
import { findBoundary } from './boundaries.server.ts'
import { areaNameIn, nameIn, readSignMap, type MapPlace } from './map.server.ts'
import { namesOfPeople } from './people.server.ts'
import { findMunicipalityTable } from './population.server.ts'
import { listScans } from './scans.server.ts'
import { hotspotVerbs } from './verbs.ts'

export const readHotspots = async (actor: Actor, place: MapPlace) => {
  if (!isStaff(actor)) throw notFound()
  const signs = await readSignMap(actor, place, { what: 'signs', weeks: 52 })
  const scans = await listScans(actor)
  const { areas, canCompare, people } = await browse(
    actor,
    hotspotVerbs['hotspot.see-map'],
    async ({ db }) => {
      const boundary = await findBoundary(db, actor.network)
      const table = boundary && (await findMunicipalityTable(db, actor.network, boundary.id))
      return {
        areas: boundary?.areas ?? [],
        canCompare: table !== undefined,
        people: scans ? await namesOfPeople(db, actor.network) : {}
      }
    }
  )
  const names: Record<string, string> = Object.fromEntries([
    ...areas.map(({ id, name }) => [id, areaNameIn(place.locale, name)] as const),
    ...place.settlements.map(settlement => [settlement.id, nameIn(place.locale, settlement)] as const)
  ])
  // of municipalities one finding is drawn, the newest
  const compared = scans?.scans.find(({ found }) => found.kind === 'areas' && found.rows)
  return {
    signs,
    scans,
    canCompare,
    names,
    people,
    areaMap: compared && { scan: compared, drawing: drawAreas(areas), credit: signs.credit }
  }
}
