// The features of a file of boundaries, GeoJSON or TopoJSON from anywhere, and the words they carry. A file that is no such file is
// refused before anything is built of it.
import type { Feature, FeatureCollection, Polygon } from 'geojson'
import { feature as decode } from 'topojson-client'
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification'

const mostDepth = 32
export const mostPoints = 1_000_000

export type BoundaryFault = { code: `boundary.${string}`; params: Record<string, string | number> }

export class Refused extends Error {
  readonly faults: BoundaryFault[]
  constructor(faults: BoundaryFault[]) {
    super('refused')
    this.faults = faults
  }
}
export const refuse = (code: BoundaryFault['code'], params: BoundaryFault['params'] = {}): never => {
  throw new Refused([{ code, params }])
}

export const featuresIn = (bytes: Uint8Array): FoundFeatures => featuresOf(parse(textOf(bytes)))

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

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export type FoundFeatures = { features: Feature[]; format: 'geojson' | 'topojson'; crs?: string }

const featuresOf = (value: unknown): FoundFeatures => {
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
export const labelOf = (feature: Feature, at: number): string => {
  const words = wordsOf(feature)
  const key = nameKeys.find(k => words[k]) ?? Object.keys(words).find(k => /name|naziv|emri/i.test(k))
  return (key && words[key]) || String(feature.id ?? '').slice(0, 60) || `${at + 1}`
}

/** Short texts and numbers of a feature; anything else a file carries is no name of a place. */
export const wordsOf = ({ properties }: Feature): Record<string, string> =>
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
export const clean = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
