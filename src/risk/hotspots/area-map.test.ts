import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { areaClasses, classify, drawAreas, marksOf } from './area-map.ts'
import { readBoundaryFile } from './boundary-file.ts'

const row = (id: string, rate: number, star: number | null, local: number | null) => ({
  id,
  rate,
  star,
  local
})

it('what stands out is many or few, with its neighbours or against them, and nothing below the limit', () => {
  const rows = [
    row('a', 9, 3.4, 3.3),
    row('b', 1, -3.4, 3.3),
    row('c', 9, 1, -3.3),
    row('d', 1, -2.9, -3.3),
    row('e', 5, null, null)
  ]
  expect([...classify(rows, 3.2, 'gi').values()]).toEqual(['hot', 'cold', 'none', 'none', 'none'])
  expect([...classify(rows, 3.2, 'moran').values()]).toEqual([
    'many-many',
    'few-few',
    'many-few',
    'few-many',
    'none'
  ])
})

it('whoever sees no colour tells every class that stands out from every other by its marks', () => {
  for (const classes of Object.values(areaClasses)) {
    const standing = classes.filter(c => c !== 'none' && c !== 'left').map(c => marksOf[c].join())
    expect(standing.every(marks => marks !== '')).toBe(true)
    expect(new Set(standing).size).toBe(standing.length)
  }
})

const ring = (west: number, south: number, size: number) => [
  [west, south],
  [west, south + size],
  [west + size, south + size],
  [west + size, south],
  [west, south]
]

/** The corners of a path, walked step by step. */
const cornersOf = (d: string): [number, number][] =>
  d
    .split('z')
    .filter(Boolean)
    .flatMap(piece => {
      const [start, steps] = piece.slice(1).split('l') as [string, string]
      let [x, y] = start.split(' ').map(Number) as [number, number]
      const numbers = steps.match(/-?\d+/g)!.map(Number)
      return [[x, y] as [number, number]].concat(
        Array.from({ length: numbers.length / 2 }, (_, i) => [
          (x += numbers[2 * i]!),
          (y += numbers[2 * i + 1]!)
        ])
      )
    })

it('is drawn to its edges, with the mark in the largest piece', () => {
  const drawn = drawAreas([
    { id: 'a', polygons: [[ring(21, 42, 0.1)], [ring(21.5, 42, 0.4)]] },
    { id: 'b', polygons: [[ring(21, 42.5, 0.4)]] }
  ] as never)!
  expect(drawn.width).toBe(800)
  const a = drawn.areas[0]!
  expect(a.x).toBeGreaterThan(drawn.width / 2)
  expect(a.y).toBeGreaterThan(drawn.areas[1]!.y)
  const corners = drawn.areas.flatMap(({ d }) => cornersOf(d))
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  expect([Math.min(...xs), Math.max(...xs)]).toEqual([8, 792])
  expect(Math.min(...ys)).toBe(8)
  expect(drawn.height - Math.max(...ys)).toBeLessThan(10)
  expect(drawAreas([])).toBeUndefined()
})

const geo = '../shared/geo/kosovo-municipalities.topojson'
it.skipIf(!existsSync(geo))('38 municipalities are a picture of less than 50 kB', () => {
  const checked = readBoundaryFile(readFileSync(geo), [{ id: 'ranilug', lat: 42.49, lon: 21.6 }])
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults))
  const drawn = drawAreas(checked.areas)!
  expect(drawn.areas).toHaveLength(38)
  expect(JSON.stringify(drawn).length).toBeLessThan(50_000)
})
