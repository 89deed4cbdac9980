// The screen on which borders, population and tables are brought in. It shows the map without a single count.
import { browse } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { findBoundary, listBoundaries } from './boundaries.server.ts'
import { areaNameIn, nameIn, ownAreas, type MapPlace } from './map.server.ts'
import { namesOfPeople } from './people.server.ts'
import { findMunicipalityTable, listPopulations } from './population.server.ts'
import { drawSettlements } from './settlement-map.ts'
import { hotspotVerbs } from './verbs.ts'

export const readMapData = async (actor: Actor, place: MapPlace) => {
  if (!isStaff(actor)) throw notFound()
  const { boundaries, choices } = await listBoundaries(actor)
  const populations = await listPopulations(actor)
  const { shown, table, people } = await browse(actor, hotspotVerbs['boundary.bring-in'], async ({ db }) => {
    const shown = await findBoundary(db, actor.network)
    return {
      shown,
      table: shown && (await findMunicipalityTable(db, actor.network, shown.id)),
      people: await namesOfPeople(db, actor.network)
    }
  })
  const settlements = place.settlements.map(s => ({ id: s.id, name: nameIn(place.locale, s) }))
  const areas = (shown?.areas ?? []).map(({ id, name }) => ({ id, name: areaNameIn(place.locale, name) }))
  return {
    boundaries,
    choices,
    populations,
    people,
    settlements,
    areas: areas.sort((a, b) => a.name.localeCompare(b.name)),
    table: table && { ...table, rows: table.rows.length },
    credit: shown?.credit,
    map: drawSettlements(
      place.settlements.map(({ id, lat, lon }, i) => ({ id, lat, lon, name: settlements[i]!.name, class: 'none' })), // prettier-ignore
      ownAreas(shown)
    )
  }
}
