// A file of boundaries as somebody brings it in: GeoJSON or TopoJSON from anywhere. Everything that is wrong with it is said with
// the feature and the place; what can be put right without asking (the direction of rings) is put right.
import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson'
import { feature as decode } from 'topojson-client'
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification'
import { guessProjection } from './projection.ts'
import { holds, selfCrossing, turnedForD3, type Place, type PolygonRings } from './rings.ts'

export const mostBytes = 10 * 1024 * 1024
const mostDepth = 32
const mostFeatures = 2000
const mostPoints = 1_000_000
const mostFaults = 10

export type BoundaryFault = { code: `boundary.${string}`; params: Record<string, string | number> }
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

class Refused extends Error {
  readonly faults: BoundaryFault[]
  constructor(faults: BoundaryFault[]) {
    super('refused')
    this.faults = faults
  }
}
const refuse = (code: BoundaryFault['code'], params: BoundaryFault['params'] = {}): never => {
  throw new Refused([{ code, params }])
}

export const readBoundaryFile = (bytes: Uint8Array, settlements: readonly Settled[]): BoundaryFile => {
  try {
    return { ok: true, ...read(bytes, settlements) }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, faults: error.faults }
    throw error
  }
}

const read = (bytes: Uint8Array, settlements: readonly Settled[]): ReadBoundaries => {
  const { features, format, crs } = featuresOf(parse(textOf(bytes)))
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

const textOf = (bytes: Uint8Array): string => {
  const starts = (...head: number[]) => head.every((byte, i) => bytes[i] === byte)
  if (bytes.length === 0) refuse('boundary.empty')
  if (starts(0x50, 0x4b) || starts(0x1f, 0x8b)) refuse('boundary.packed')
  if (starts(0x00, 0x00, 0x27, 0x0a)) refuse('boundary.shapefile')
  if (starts(0xff, 0xfe) || starts(0xfe, 0xff)) refuse('boundary.encoding')
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refuse('boundary.encoding')
  }
  if (text.trimStart().startsWith('<')) refuse('boundary.markup')
  return text
}

/** Throws before anything is built where brackets lie deeper than any map needs. */
const parse = (text: string): unknown => {
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (quoted) {
      if (c === 92) i++
      else if (c === 34) quoted = false
    } else if (c === 34) quoted = true
    else if (c === 91 || c === 123) {
      if (++depth > mostDepth) refuse('boundary.too-deep')
    } else if (c === 93 || c === 125) depth--
  }
  try {
    return JSON.parse(text)
  } catch {
    return refuse(
      text.trim() === '' ? 'boundary.empty' : quoted || depth > 0 ? 'boundary.cut-off' : 'boundary.not-json'
    )
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

type Found = { features: Feature[]; format: 'geojson' | 'topojson'; crs?: string }

const featuresOf = (value: unknown): Found => {
  if (!isObject(value)) return refuse('boundary.no-kind')
  const { type } = value
  if (type === 'Topology') return { features: fromTopology(value as unknown as Topology), format: 'topojson' }
  const crs = isObject(value.crs) && isObject(value.crs.properties) ? value.crs.properties.name : undefined
  const rest = { format: 'geojson' as const, ...(typeof crs === 'string' ? { crs } : {}) }
  if (type === 'FeatureCollection') {
    const { features } = value as unknown as FeatureCollection
    if (!Array.isArray(features)) return refuse('boundary.no-kind')
    const strange = features.findIndex(f => !isObject(f) || (f as { type?: unknown }).type !== 'Feature')
    if (strange >= 0) return refuse('boundary.not-feature', { number: strange + 1 })
    return { features, ...rest }
  }
  if (type === 'Feature') return { features: [value as unknown as Feature], ...rest }
  if (type === 'Polygon' || type === 'MultiPolygon')
    return {
      features: [{ type: 'Feature', properties: {}, geometry: value as unknown as Polygon }],
      ...rest
    }
  return refuse('boundary.no-kind')
}

/** The object with the most areas: a file may hold districts beside municipalities. */
const fromTopology = (topology: Topology): Feature[] => {
  const { arcs, objects } = topology
  if (!Array.isArray(arcs) || !arcs.every(arc => Array.isArray(arc)) || !isObject(objects))
    return refuse('boundary.broken-topology')
  const collections = Object.values(objects as Record<string, GeometryObject>)
    .filter(isObject)
    .map(object =>
      (object as unknown as GeometryObject).type === 'GeometryCollection'
        ? (object as unknown as GeometryCollection).geometries
        : [object as unknown as GeometryObject]
    )
    .filter(geometries => Array.isArray(geometries) && geometries.every(isObject))
  const areas = (geometries: GeometryObject[]) =>
    geometries.filter(({ type }) => type === 'Polygon' || type === 'MultiPolygon').length
  const [geometries] = collections.sort((a, b) => areas(b) - areas(a))
  if (!geometries?.length) return refuse('boundary.empty')
  // one long arc named again and again would unfold without end
  let points = 0
  const unfold = (refs: unknown): void => {
    if (Array.isArray(refs)) for (const ref of refs) unfold(ref)
    else if (typeof refs === 'number') points += arcs[refs < 0 ? ~refs : refs]?.length ?? 0
    if (points > mostPoints) refuse('boundary.too-many-points', { most: mostPoints })
  }
  for (const geometry of geometries) unfold((geometry as { arcs?: unknown }).arcs)
  try {
    return decode(topology, { type: 'GeometryCollection', geometries }).features as Feature[]
  } catch {
    return refuse('boundary.broken-topology')
  }
}

const nameKeys = ['name', 'name_en', 'name_sr', 'name_sq', 'NAME', 'shapeName', 'id']

/** How a feature is called in a sentence about it. */
const labelOf = (feature: Feature, at: number): string => {
  const words = wordsOf(feature)
  const key = nameKeys.find(k => words[k]) ?? Object.keys(words).find(k => /name|naziv|emri/i.test(k))
  return (key && words[key]) || String(feature.id ?? '').slice(0, 60) || `${at + 1}`
}

/** Short texts and numbers of a feature; anything else a file carries is no name of a place. */
const wordsOf = ({ properties }: Feature): Record<string, string> =>
  Object.fromEntries(
    Object.entries(isObject(properties) ? properties : {})
      .filter(
        ([key, value]) =>
          /^[\p{L}\p{N}_:. -]{1,40}$/u.test(key) &&
          key !== '__proto__' &&
          (typeof value === 'string' || typeof value === 'number')
      )
      .map(([key, value]) => [key, clean(String(value))] as const)
      .filter(([, value]) => value !== '' && value.length <= 120)
      .slice(0, 40)
  )

/** Without signs that cannot be seen: they could turn the words around them. */
const clean = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()

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
