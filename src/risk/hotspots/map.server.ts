// What the map of early warning shows to this reader: settlements with their counts as this reader may see them, the border that
// somebody brought in, whom to credit. Inside the early-warning circle every number; outside of it no small one, and no way to
// subtract one (windows.ts, kernel/partner-cells.ts).
import { z } from 'zod'
import { browse, type Read } from '#access/work.server.ts'
import { warningCircle } from '#access/warning-circle.server.ts'
import { isInCircle, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { CircleId } from '#kernel/id.ts'
import type { Locale } from '#kernel/locale.ts'
import { protectCells } from '#kernel/partner-cells.ts'
import { Problem } from '#kernel/problem.ts'
import { protect, type Protected, type Protection } from '#kernel/small-numbers.ts'
import { toCyrillic } from '#locales/cyrillic.ts'
import { findBoundary, type BoundaryNames, type ShownBoundary } from './boundaries.server.ts'
import { countedSigns, countsBySettlement, type CountedSigns, type Counting } from './counts.server.ts'
import { findPopulations } from './population.server.ts'
import { classOf, drawSettlements, type CountClass, type SettlementMap } from './settlement-map.ts'
import { hotspotVerbs } from './verbs.ts'
import { lastDay, wholeYearBefore, windowUpTo, windowWeeks, type WindowWeeks } from './windows.ts'

export type MapSettlement = { id: string; sr: string; sr_cyrl: string; sq: string; lat: number; lon: number }
export type MapPlace = Counting & { settlements: readonly MapSettlement[]; locale: Locale }
export const ChooseMap = z.strictObject({
  what: z.enum(countedSigns),
  weeks: z.union(windowWeeks.map(w => z.literal(w)))
})
export type MapChoice = z.infer<typeof ChooseMap>

export type MapRow = {
  id: string
  name: string
  class: CountClass
  count: Protected
  /** Null: not set. */
  population: number | null
}
export type SignMap = {
  map: SettlementMap | undefined
  rows: MapRow[]
  total: Protected
  /** Borders and settlements are somebody's work: named wherever the map is. Undefined: no borders are shown yet. */
  credit: string | undefined
  team: boolean
  what: CountedSigns
  weeks: WindowWeeks
  from: string
  to: string
}

export const nameIn = (locale: Locale, { sr, sr_cyrl, sq }: Omit<MapSettlement, 'lat' | 'lon'>) =>
  locale === 'sr-Cyrl' ? sr_cyrl : locale === 'sq' ? sq : sr
export const areaNameIn = (locale: Locale, { sr, sq, en }: BoundaryNames) =>
  locale === 'sr-Cyrl' ? toCyrillic(sr) : locale === 'sr-Latn' ? sr : locale === 'sq' ? sq : en

/** The circle of early warning when this reader is in it. */
export const circleOf = async (db: Read, actor: Actor): Promise<CircleId | undefined> => {
  try {
    const { circle } = await warningCircle(db)
    return isInCircle(actor, circle) ? circle : undefined
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

/** The municipality's own border: the areas that hold its settlements. */
export const ownAreas = (boundary: ShownBoundary | undefined) => {
  if (!boundary) return []
  const own = new Set(Object.values(boundary.within))
  return boundary.areas.filter(({ id }) => own.has(id)).map(({ polygons }) => polygons)
}

export const readSignMap = async (actor: Actor, place: MapPlace, choice: MapChoice): Promise<SignMap> => {
  const { boundary, populations, circle, today } = await browse(
    actor,
    hotspotVerbs['hotspot.see-map'],
    async ({ db, now }) => ({
      boundary: await findBoundary(db, actor.network),
      populations: await findPopulations(db, actor.network, 'settlement'),
      circle: await circleOf(db, actor),
      today: dayIn(now, place.timezone)
    })
  )
  const team = circle !== undefined
  const window = team ? windowUpTo(today, choice.weeks) : wholeYearBefore(today)
  const what = team ? choice.what : 'signs'
  const counted = await countsBySettlement(actor.network, window, what, place)
  const counts = place.settlements.map(({ id }) => (counted.get(id) ?? []).reduce((a, b) => a + b, 0))
  const protection: Protection = {
    audience: team ? 'team' : 'staff',
    of: what === 'alerts' ? 'none' : 'reports'
  }
  const cells = protectCells(counts, protection)
  const persons = new Map(populations.map(p => [p.place, p.persons]))
  const rows = place.settlements.map((settlement, i): MapRow => ({
    id: settlement.id,
    name: nameIn(place.locale, settlement),
    class: classOf(cells[i]!),
    count: cells[i]!,
    population: persons.get(settlement.id) ?? null
  }))
  return {
    map: drawSettlements(
      place.settlements.map(({ id, lat, lon }, i) => ({
        id,
        lat,
        lon,
        name: rows[i]!.name,
        class: rows[i]!.class
      })),
      ownAreas(boundary)
    ),
    rows,
    total: protect(
      counts.reduce((a, b) => a + b, 0),
      protection
    ),
    credit: boundary?.credit,
    team,
    what,
    weeks: choice.weeks,
    from: window.from,
    to: lastDay(window)
  }
}
