// The map of municipalities: each once as a path and a point for its mark, and what it is among its neighbours. Colour is never the only
// sign: triangles stand in whatever stands out, up for many and down for few.
import { geoArea, geoMercator, geoPath } from 'd3-geo'
import type { AreaRow } from './finding.ts'
import type { PolygonRings } from './rings.ts'

export const areaViews = ['gi', 'moran'] as const
export type AreaView = (typeof areaViews)[number]
export const areaClasses = {
  gi: ['hot', 'cold', 'none', 'left'],
  moran: ['many-many', 'few-few', 'many-few', 'few-many', 'none', 'left']
} as const
export type AreaClass = (typeof areaClasses)[AreaView][number]

/** Its own mark first, then that of its neighbours. */
export const marksOf: Record<AreaClass, ('up' | 'down')[]> = {
  hot: ['up'],
  cold: ['down'],
  'many-many': ['up', 'up'],
  'few-few': ['down', 'down'],
  'many-few': ['up', 'down'],
  'few-many': ['down', 'up'],
  none: [],
  left: []
}

/** `left`: without a number or people, so not compared; `none`: no more than chance does among so many. */
export const classify = (
  rows: readonly AreaRow[],
  limit: number,
  view: AreaView
): ReadonlyMap<string, AreaClass> => {
  const mean = rows.reduce((sum, { rate }) => sum + rate, 0) / rows.length
  return new Map(
    rows.map(({ id, rate, star, local }): [string, AreaClass] => {
      const z = view === 'gi' ? star : local
      if (z === null || Math.abs(z) < limit) return [id, 'none']
      if (view === 'gi') return [id, z > 0 ? 'hot' : 'cold']
      const own = rate > mean ? 'many' : 'few'
      const around = z > 0 ? own : own === 'many' ? 'few' : 'many'
      return [id, `${own}-${around}`]
    })
  )
}

export type AreaDrawing = {
  width: number
  height: number
  areas: { id: string; d: string; x: number; y: number }[]
}

const width = 800
const margin = 8

/** Whole units, in steps, and no point twice: what two municipalities share is rounded alike, so no gap opens between them. */
const trace = (
  ring: readonly (readonly number[])[],
  project: (point: [number, number]) => [number, number]
) => {
  const points = ring.map(([lon, lat]) => project([lon!, lat!]).map(Math.round) as [number, number])
  const [[x0, y0] = [0, 0], ...rest] = points
  let [x, y] = [x0, y0]
  let steps = ''
  for (const [nx, ny] of rest) {
    if (nx === x && ny === y) continue
    steps += `${steps && nx >= x ? ' ' : ''}${nx - x}${ny >= y ? ' ' : ''}${ny - y}`
    ;[x, y] = [nx, ny]
  }
  return steps ? `M${x0} ${y0}l${steps}z` : ''
}

/** Undefined without an area. Of one in several pieces the mark stands in the largest. */
export const drawAreas = (
  areas: readonly { id: string; polygons: PolygonRings[] }[]
): AreaDrawing | undefined => {
  if (areas.length === 0) return undefined
  const shape = (polygons: PolygonRings[]) => ({ type: 'MultiPolygon' as const, coordinates: polygons })
  const all = { type: 'GeometryCollection' as const, geometries: areas.map(a => shape(a.polygons)) }
  const projection = geoMercator().fitWidth(width - 2 * margin, all)
  const [[left, top], [, bottom]] = geoPath(projection).bounds(all)
  const [x, y] = projection.translate()
  projection.translate([x - left + margin, y - top + margin])
  const path = geoPath(projection)
  const project = (point: [number, number]) => projection(point)!
  return {
    width,
    height: Math.ceil(bottom - top + 2 * margin),
    areas: areas.map(({ id, polygons }) => {
      const largest = polygons.toSorted((a, b) => geoArea(shape([b])) - geoArea(shape([a])))[0]!
      const [cx, cy] = path.centroid(shape([largest]))
      const d = polygons
        .flat()
        .map(ring => trace(ring, project))
        .join('')
      return { id, d, x: Math.round(cx), y: Math.round(cy) }
    })
  }
}
