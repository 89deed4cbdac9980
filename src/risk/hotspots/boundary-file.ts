// A file of boundaries as somebody brings it in: GeoJSON or TopoJSON from anywhere. Everything that is wrong with it is said with
// the feature and the place; what can be put right without asking (the direction of rings) is put right.
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson'
import {
  clean,
  featuresIn,
  isObject,
  labelOf,
  mostPoints,
  refuse,
  Refused,
  wordsOf,
  type BoundaryFault
} from './boundary-features.ts'
import { guessProjection } from './projection.ts'
import { holds, selfCrossing, turnedForD3, type Place, type PolygonRings } from './rings.ts'

export type { BoundaryFault } from './boundary-features.ts'

export const mostBytes = 10 * 1024 * 1024
const mostFeatures = 2000
const mostFaults = 10

export type Settled = { id: string; lat: number; lon: number }

/** One municipality: its own words stay as they came, the person chooses which of them are names. */
export type Area = { id: string; properties: Record<string, string>; polygons: PolygonRings[] }
export type ReadBoundaries = {
  areas: Area[]
  format: 'geojson' | 'topojson'
  /** Rings that ran the wrong way for drawing, and were turned. */
  turned: number
  /** Where identifiers came from: the features' own, a property, or we numbered them. */
  idFrom: string
  /** For each settlement that lies within one of the areas, which. */
  within: Record<string, string>
  outside: string[]
}
export type BoundaryFile = ({ ok: true } & ReadBoundaries) | { ok: false; faults: BoundaryFault[] }

export const readBoundaryFile = (bytes: Uint8Array, settlements: readonly Settled[]): BoundaryFile => {
  try {
    return { ok: true, ...read(bytes, settlements) }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, faults: error.faults }
    throw error
  }
}

const read = (bytes: Uint8Array, settlements: readonly Settled[]): ReadBoundaries => {
  const { features, format, crs } = featuresIn(bytes)
  if (features.length === 0) return refuse('boundary.empty')
  if (features.length > mostFeatures) return refuse('boundary.too-many', { most: mostFeatures })
  const shapes = features.map((feature, at) => shapeOf(feature, labelOf(feature, at)))
  gather(shapes.map(({ faults }) => faults))
  inDegrees(
    shapes.map(({ polygons }) => polygons),
    crs
  )
  gather(shapes.map(({ polygons, label }) => ringFaults(polygons, label)))
  const { ids, idFrom } = identifiers(features)
  let turned = 0
  const areas = features.map((feature, at): Area => ({
    id: ids[at]!,
    properties: wordsOf(feature),
    polygons: shapes[at]!.polygons.map(polygon => {
      const right = turnedForD3(polygon)
      turned += right.turned
      return right.rings
    })
  }))
  return { areas, format, turned, idFrom, ...around(areas, settlements) }
}

type Shape = { polygons: PolygonRings[]; label: string; faults: BoundaryFault[] }

const shapeOf = ({ geometry }: Feature, label: string): Shape => {
  const bad = (code: BoundaryFault['code'], params = {}): Shape => ({
    polygons: [],
    label,
    faults: [{ code, params: { label, ...params } }]
  })
  if (!isObject(geometry)) return bad('boundary.no-shape')
  const { type } = geometry as { type: string }
  if (type !== 'Polygon' && type !== 'MultiPolygon')
    return bad('boundary.not-polygon', {
      kind: (
        ['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'GeometryCollection'] as string[]
      ).includes(type)
        ? type
        : 'other'
    })
  const { coordinates } = geometry as unknown as Polygon | MultiPolygon
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as Position[][][]
  if (!Array.isArray(polygons) || polygons.length === 0) return bad('boundary.no-shape')
  for (const polygon of polygons) {
    if (!Array.isArray(polygon) || polygon.length === 0) return bad('boundary.no-shape')
    for (const ring of polygon) {
      if (!Array.isArray(ring)) return bad('boundary.no-shape')
      if (!ring.every(p => Array.isArray(p) && Number.isFinite(p[0]) && Number.isFinite(p[1])))
        return bad('boundary.bad-position')
    }
  }
  // a height is of no use on a map
  return { polygons: polygons.map(rings => rings.map(r => r.map(p => [p[0]!, p[1]!]))), label, faults: [] }
}

/** Goes on only where nobody found anything; tells the first ten at once, so that a file is put right in one go. */
const gather = (found: BoundaryFault[][]): void => {
  const faults = found.flat()
  if (faults.length > mostFaults)
    throw new Refused([
      ...faults.slice(0, mostFaults),
      { code: 'boundary.and-more', params: { count: faults.length - mostFaults } }
    ])
  if (faults.length > 0) throw new Refused(faults)
}

const inDegrees = (shapes: PolygonRings[][], crs: string | undefined): void => {
  let points = 0
  const box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity }
  for (const [x, y] of shapes.flat(3) as unknown as [number, number][]) {
    points++
    box.west = Math.min(box.west, x)
    box.east = Math.max(box.east, x)
    box.south = Math.min(box.south, y)
    box.north = Math.max(box.north, y)
  }
  if (points > mostPoints) refuse('boundary.too-many-points', { most: mostPoints })
  if (box.west >= -180 && box.east <= 180 && box.south >= -90 && box.north <= 90) return
  refuse('boundary.projected', { projection: guessProjection(box, crs) })
}

const degrees = (value: number) => Math.round(value * 1e4) / 1e4

const ringFaults = (polygons: PolygonRings[], label: string): BoundaryFault[] => {
  for (const ring of polygons.flat()) {
    const [first, last] = [ring[0], ring.at(-1)]
    if (!first || ring.length < 4) return [{ code: 'boundary.short-ring', params: { label } }]
    if (first[0] !== last![0] || first[1] !== last![1])
      return [
        { code: 'boundary.open-ring', params: { label, lat: degrees(last![1]!), lon: degrees(last![0]!) } }
      ]
  }
  for (const polygon of polygons) {
    const at = selfCrossing(polygon)
    if (at)
      return [
        { code: 'boundary.crosses-itself', params: { label, lat: degrees(at.lat), lon: degrees(at.lon) } }
      ]
  }
  return []
}

const identifiers = (features: Feature[]): { ids: string[]; idFrom: string } => {
  const own = features.map(f => (f.id === undefined ? '' : clean(String(f.id)).slice(0, 64)))
  const words = features.map(wordsOf)
  const keys = Object.keys(words[0] ?? {})
  const named = [/^id$/i, /id$/i, /code$/i]
    .flatMap(form => keys.filter(key => form.test(key)))
    .find(key => words.every(w => w[key]))
  const [ids, idFrom] = own.every(Boolean)
    ? [own, 'feature']
    : named
      ? [words.map(w => w[named]!.slice(0, 64)), named]
      : [features.map((_, at) => String(at + 1)), 'number']
  const seen = new Set<string>()
  const twice = ids.find(id => seen.size === seen.add(id).size)
  if (twice !== undefined) return refuse('boundary.duplicate-id', { id: twice })
  return { ids, idFrom }
}

const around = (areas: Area[], settlements: readonly Settled[]) => {
  const holder = (place: Place) => areas.find(({ polygons }) => holds(polygons, place))
  const within: Record<string, string> = {}
  const outside: string[] = []
  for (const settlement of settlements) {
    const area = holder(settlement)
    if (area) within[settlement.id] = area.id
    else outside.push(settlement.id)
  }
  if (Object.keys(within).length > 0) return { within, outside }
  // latitude written first is the commonest slip of all
  const swapped = settlements.some(({ lat, lon }) => holder({ lat: lon, lon: lat }))
  return refuse(swapped ? 'boundary.swapped' : 'boundary.other-country')
}
