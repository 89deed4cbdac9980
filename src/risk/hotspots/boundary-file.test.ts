import { existsSync, readFileSync } from 'node:fs'
import type { Position } from 'geojson'
import { describe, expect, it } from 'vitest'
import { topology } from 'topojson-server'
import { geoArea } from 'd3-geo'
import { loadNetworkProfile } from '#kernel/network-profile.ts'
import { readBoundaryFile, type BoundaryFile } from './boundary-file.ts'

const loaded = loadNetworkProfile(readFileSync('strategy/ranilug-network.yaml', 'utf8'))
if (!loaded.ok) throw new Error('Ranilug’s profile does not load')
const { settlements } = loaded.profile

const folder = '../shared/geo/'
const there = existsSync(`${folder}README.md`)
if (!there) console.warn('shared/geo is not beside the repository: its boundaries are not tried')

const bytes = (value: unknown) =>
  typeof value === 'string' ? Buffer.from(value) : Buffer.from(JSON.stringify(value))
const read = (value: unknown) => readBoundaryFile(bytes(value), settlements)
const faultsOf = (file: BoundaryFile) => (file.ok ? [] : file.faults)
const why = (value: unknown) => faultsOf(read(value)).map(({ code }) => code)

/** A square around Ranilug against the clock, as RFC 7946 says. */
const square: Position[] = [
  [21.4, 42.4],
  [21.8, 42.4],
  [21.8, 42.6],
  [21.4, 42.6],
  [21.4, 42.4]
]
const area = (coordinates: unknown, properties: object = { name: 'Ranilug' }, type = 'Polygon') => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates }
})
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features })

describe('what is taken', () => {
  it('GeoJSON whichever way its rings run, turned for drawing', () => {
    for (const ring of [square, square.toReversed()]) {
      const file = read(collection(area([ring])))
      if (!file.ok) throw new Error(JSON.stringify(file.faults))
      expect(file.turned).toBe(ring === square ? 1 : 0)
      expect(geoArea({ type: 'Polygon', coordinates: file.areas[0]!.polygons[0]! })).toBeLessThan(0.01)
      expect(file.outside).toEqual([])
    }
  })

  it('TopoJSON, the object with the most areas', () => {
    const other = area([square.map(([x, y]) => [x! + 0.4, y!])], { name: 'Next' })
    const made = topology({
      districts: area([square]) as never,
      municipalities: collection(area([square]), other) as never
    })
    const file = read(made)
    expect(file).toMatchObject({ ok: true, format: 'topojson', idFrom: 'number' })
    expect(file.ok && file.areas.map(a => a.properties.name)).toEqual(['Ranilug', 'Next'])
  })

  it('one shape alone, a byte-order mark, heights', () => {
    expect(why({ type: 'Polygon', coordinates: [square] })).toEqual([])
    expect(why('\uFEFF' + JSON.stringify(area([square])))).toEqual([])
    expect(why(area([square.map(p => [...p, 500])]))).toEqual([])
  })

  it('a hole, a border that touches itself in a corner, a settlement outside', () => {
    const hole = [[21.6, 42.45], [21.62, 42.45], [21.62, 42.47], [21.6, 42.45]] // prettier-ignore
    expect(why(area([square, hole]))).toEqual([])
    const pinched = [[21.4, 42.4], [21.8, 42.4], [21.6, 42.5], [21.8, 42.6], [21.4, 42.6], [21.6, 42.5], [21.4, 42.4]] // prettier-ignore
    expect(why(area([pinched]))).toEqual([])
    const west = square.map(([x, y]) => [Math.min(x!, 21.6), y!])
    const file = read(area([west]))
    expect(file.ok && file.outside).toEqual([
      'domorovce',
      'donje-korminjane',
      'drenovce',
      'gornje-korminjane'
    ])
  })

  it('words as they came, without signs that cannot be seen and without what is no word', () => {
    const file = read(
      area([square], JSON.parse('{"name":"Ra\\u202enilug","__proto__":{"x":1},"a":[1],"pop":3866}'))
    )
    expect(file.ok && file.areas[0]!.properties).toEqual({ name: 'Ranilug', pop: '3866' })
  })
})

describe('what is refused, with the reason', () => {
  it.each<[string, unknown, string]>([
    ['nothing', '', 'boundary.empty'],
    ['no areas', collection(), 'boundary.empty'],
    ['a packed file', 'PK\u0003\u0004', 'boundary.packed'],
    ['KML', '<?xml version="1.0"?><kml/>', 'boundary.markup'],
    ['no JSON', '{"type": "FeatureCollection",\n "features": [}]', 'boundary.not-json'],
    ['half a file', JSON.stringify(area([square])).slice(0, 90), 'boundary.cut-off'],
    ['JSON of another kind', { municipalities: [] }, 'boundary.no-kind'],
    ['JSON that is a list', [1], 'boundary.no-kind'],
    ['a list with something else', collection(area([square]), { type: 'Polygon' }), 'boundary.not-feature'],
    ['a point', collection(area([21.6, 42.5], {}, 'Point')), 'boundary.not-polygon'],
    ['no shape', { type: 'Feature', properties: null, geometry: null }, 'boundary.no-shape'],
    ['words as coordinates', area([[['a', 'b']]]), 'boundary.bad-position'],
    ['an open ring', area([square.slice(0, -1)]), 'boundary.open-ring'],
    ['two corners', area([[square[0], square[1], square[0]]]), 'boundary.short-ring'],
    ['another country', area([square.map(([x, y]) => [x! - 6, y!])]), 'boundary.other-country'],
    ['latitude first', area([square.map(([x, y]) => [y!, x!])]), 'boundary.swapped'],
    ['an arc that is not there', { type: 'Topology', arcs: [], objects: { a: { type: 'Polygon', arcs: [[7]] } } }, 'boundary.broken-topology'],
    ['no arcs', { type: 'Topology', objects: {} }, 'boundary.broken-topology'],
    ['the same id twice', collection({ ...area([square]), id: 'a' }, { ...area([square]), id: 'a' }), 'boundary.duplicate-id'],
    ['the same id twice, as a property', collection(area([square], { id: 5 }), area([square], { id: 5 })), 'boundary.duplicate-id'],
    ['too many', collection(...Array.from({ length: 2001 }, () => area([square]))), 'boundary.too-many']
  ])('%s', (_, file, code) => expect(why(file)).toEqual([code])) // prettier-ignore

  it('deep nesting, before anything is built', () => {
    const deep = '['.repeat(4_000_000)
    expect(why(deep)).toEqual(['boundary.too-deep'])
    expect(why(`{"type":"Feature","properties":${'{"a":'.repeat(40)}1${'}'.repeat(40)}}`)).toEqual([
      'boundary.too-deep'
    ])
    // brackets in words are words
    expect(why(area([square], { name: '[{'.repeat(50) + '\\"[' }))).toEqual([])
  })

  it('another encoding than UTF-8', () => {
    const text = JSON.stringify(area([square], { name: 'Bozevce' }))
    const windows1250 = Buffer.from(text, 'latin1')
    windows1250[text.indexOf('zevce')] = 0x9e
    for (const file of [windows1250, Buffer.from(`\uFEFF${text}`, 'utf16le')])
      expect(faultsOf(readBoundaryFile(file, settlements))).toEqual([
        { code: 'boundary.encoding', params: {} }
      ])
  })

  it('an arc unfolded without end', () => {
    const arcs = [Array.from({ length: 1000 }, () => [0, 0])]
    const ring = Array.from({ length: 2000 }, () => 0)
    const bomb = { type: 'Topology', arcs, objects: { a: { type: 'Polygon', arcs: [ring] } } }
    expect(why(bomb)).toEqual(['boundary.too-many-points'])
  })

  it.each<[string, Position[], string]>([
    ['UTM', square.map(([x, y]) => [500_000 + x! * 100, 4_700_000 + y! * 100]), 'UTM'],
    ['the cadastre’s', square.map(([x, y]) => [7_500_000 + x! * 100, 4_700_000 + y! * 100]), 'Gauss-Krüger'],
    ['web maps’', square.map(([x, y]) => [2_380_000 + x! * 100, 5_200_000 + y! * 100]), 'EPSG:3857']
  ])('coordinates in metres: %s', (_, ring, projection) =>
    expect(faultsOf(read(area([ring])))).toEqual([{ code: 'boundary.projected', params: { projection } }])
  )

  it('coordinates in metres, as the file names them', () => {
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::9141' } }
    const file = { ...collection(area([square.map(p => p.map(v => v * 1e5))])), crs }
    expect(faultsOf(read(file))).toEqual([
      { code: 'boundary.projected', params: { projection: 'EPSG:9141' } }
    ])
  })

  it.each<[string, Position[]]>([
    ['in a bow', [[21.4, 42.4], [21.8, 42.6], [21.8, 42.4], [21.4, 42.6], [21.4, 42.4]]],
    ['at a corner of one side', [[21.4, 42.4], [21.8, 42.6], [21.8, 42.4], [21.6, 42.5], [21.4, 42.6], [21.4, 42.4]]],
    ['at a corner of both', [[21.4, 42.4], [21.6, 42.5], [21.8, 42.6], [21.8, 42.4], [21.6, 42.5], [21.4, 42.6], [21.4, 42.4]]]
  ])('a border that crosses itself %s, with the feature and the place', (_, ring) =>
    expect(faultsOf(read(collection(area([square], { name: 'Good' }), area([ring], { name: 'Bow' }))))).toEqual([
      { code: 'boundary.crosses-itself', params: { label: 'Bow', lat: 42.5, lon: 21.6 } }
    ])
  ) // prettier-ignore

  it('a hole that crosses the border', () => {
    const hole = [[21.7, 42.45], [21.9, 42.45], [21.9, 42.5], [21.7, 42.45]] // prettier-ignore
    expect(why(area([square, hole]))).toEqual(['boundary.crosses-itself'])
  })

  it('ten faults at once, and how many more', () => {
    const file = collection(...Array.from({ length: 14 }, (_, i) => area([1, 2], { name: `P${i}` }, 'Point')))
    const faults = faultsOf(read(file))
    expect(faults).toHaveLength(11)
    expect(faults.at(-1)).toEqual({ code: 'boundary.and-more', params: { count: 4 } })
    expect(faults[3]).toEqual({ code: 'boundary.not-polygon', params: { label: 'P3', kind: 'Point' } })
  })
})

describe.skipIf(!there)('Kosovo’s municipalities', () => {
  const load = (name: string) => readBoundaryFile(readFileSync(folder + name), settlements)

  it.each([
    ['kosovo-municipalities.topojson', 38, 0],
    ['kosovo-municipalities.geojson', 38, 41],
    ['ranilug-boundary.geojson', 1, 1]
  ])('%s', (name, count, turned) => {
    const file = load(name)
    if (!file.ok) throw new Error(JSON.stringify(file.faults))
    expect(file.areas).toHaveLength(count)
    expect(file.turned).toBe(turned)
    expect(file.outside).toEqual([])
    for (const { polygons } of file.areas)
      expect(geoArea({ type: 'MultiPolygon', coordinates: polygons })).toBeLessThan(0.01)
  })

  it('names in three languages, the file’s own ids', () => {
    const file = load('kosovo-municipalities.topojson')
    const ranilug = file.ok && file.areas.find(({ id }) => id === 'xk-ranilug')
    expect(ranilug && ranilug.properties).toMatchObject({ name_sr: 'Ranilug', name_sq: 'Ranillug' })
  })

  it('refuses points with the name of each', () =>
    expect(faultsOf(load('ranilug-settlements.geojson'))[0]).toMatchObject({
      code: 'boundary.not-polygon',
      params: { kind: 'Point' }
    }))
})
