import { existsSync, readFileSync } from 'node:fs'
import { geoArea } from 'd3-geo'
import { expect, it } from 'vitest'
import { readBoundaryFile, type Area } from './boundary-file.ts'
import { neighboursOf, pack, unpack } from './packed.ts'
import { turnedForD3 } from './rings.ts'

const file = '../shared/geo/kosovo-municipalities.geojson'
const there = existsSync(file)

const square = (x: number, id: string, steps = 1): Area => {
  const side = (from: number[], to: number[]) =>
    Array.from({ length: steps }, (_, i) => [
      from[0]! + ((to[0]! - from[0]!) * i) / steps,
      from[1]! + ((to[1]! - from[1]!) * i) / steps + Math.sin(i * i) * (i && 1e-4)
    ])
  const corners = [[x, 42], [x, 43], [x + 1, 43], [x + 1, 42]] // prettier-ignore
  const ring = corners.flatMap((corner, i) => side(corner, corners[(i + 1) % 4]!))
  return { id, properties: { name: id }, polygons: [turnedForD3([[...ring, ring[0]!]]).rings] }
}

it('comes back as it was, a shared border once', () => {
  const areas = [square(20, 'a'), square(21, 'b'), square(25, 'c')]
  const { packed, simplified } = pack(areas)
  expect(simplified).toBe(false)
  expect(unpack(packed).map(({ id, properties }) => [id, properties.name])).toEqual([['a', 'a'], ['b', 'b'], ['c', 'c']]) // prettier-ignore
  expect(neighboursOf(packed)).toEqual([[1], [0], []])
  for (const { polygons } of unpack(packed))
    expect(geoArea({ type: 'MultiPolygon', coordinates: polygons })).toBeLessThan(0.01)
})

it('is made simpler where no screen could show it', () => {
  const { packed, simplified } = pack([square(20, 'a', 20_000)])
  expect(simplified).toBe(true)
  const points = unpack(packed)[0]!.polygons[0]![0]!.length
  expect(points).toBeGreaterThan(1000)
  expect(points).toBeLessThan(25_000)
})

it.skipIf(!there)('Ranilug borders Kamenica, Gnjilane and Novo Brdo', () => {
  const read = readBoundaryFile(readFileSync(file), [{ id: 'ranilug', lat: 42.492, lon: 21.599 }])
  if (!read.ok) throw new Error('not read')
  const { packed } = pack(read.areas)
  const ids = read.areas.map(({ id }) => id)
  const around = neighboursOf(packed)[ids.indexOf(read.within.ranilug!)]!
  expect(around.map(i => ids[i]).sort()).toEqual(['xk-gnjilane', 'xk-kamenica', 'xk-novo-brdo'])
})
