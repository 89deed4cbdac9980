import { expect, it } from 'vitest'
import { runScan } from '#warning/spatial/run-scan.server.ts'
import { chanceOf, readAreas, readCircles, readSpaceTime, timesOf } from './finding.ts'
import { askAreas, askPlaces, withoutPopulation, type CountedPlace } from './question.ts'

const how = { replicates: 999, seed: 7 }
/** A row of villages, 2 km apart, each with 300 people and one sign in every other period. */
const village = (i: number, counts = Array.from({ length: 13 }, (_, t) => Number((t + i) % 6 === 0))): CountedPlace => ({
  id: `v${i}`, lat: 42.5, lon: 21.5 + i * 0.024, counts, population: 300
}) // prettier-ignore
const villages = Array.from({ length: 13 }, (_, i) => village(i))
const lately = (n: number) => Array.from({ length: 13 }, (_, t) => (t >= 11 ? n : 0))

it('says nothing where signs are too few, and how many are missing', async () => {
  const few = villages.map((v, i) => ({ ...v, counts: i < 4 ? [1] : [0] }))
  expect(askPlaces(few, how)).toEqual({ ok: false, tooFew: { code: 'few-signs', have: 4, missing: 6 } })
  const oneCorner = villages.map((v, i) => ({ ...v, population: null, counts: i < 2 ? [9] : [0] }))
  expect(askPlaces(oneCorner, how)).toEqual({
    ok: false,
    tooFew: { code: 'few-places', have: 2, missing: 1 }
  })
})

it('asks by population where all of it is known, and over time where it is not; 0 is known', async () => {
  const kind = (places: CountedPlace[]) => {
    const asked = askPlaces(places, how)
    return asked.ok && asked.question.kind
  }
  expect(kind(villages)).toBe('kulldorff')
  expect(kind(villages.map((v, i) => (i === 3 ? { ...v, population: 0 } : v)))).toBe('kulldorff')
  const one = villages.map((v, i) => (i === 3 ? { ...v, population: null } : v))
  expect(kind(one)).toBe('space-time')
  expect(withoutPopulation(one)).toEqual(['v3'])
})

it('finds two villages with many more than elsewhere for the people who live there', async () => {
  const places = villages.map((v, i) => (i === 8 || i === 9 ? { ...v, counts: lately(4) } : v))
  const asked = askPlaces(places, how)
  if (!asked.ok) throw new Error('not asked')
  const total = places.flatMap(p => p.counts).reduce((a, b) => a + b, 0)
  const found = readCircles(await runScan(asked.question), places.map(p => p.id), total) // prettier-ignore
  if (found.kind !== 'by-population') throw new Error('another kind')
  expect(found.groups).toHaveLength(1)
  expect(found.groups[0]!.places.toSorted()).toEqual(['v8', 'v9'])
  expect(found.groups[0]).toMatchObject({ observed: 16, times: '4' })
  expect(found.groups[0]!.chance.once).toBeGreaterThanOrEqual(50)
})

it('finds what has begun lately where nobody knows how many people live there', async () => {
  const places = villages.map((v, i) => ({
    ...v,
    population: null,
    counts: i === 8 || i === 9 ? lately(4) : v.counts
  }))
  const asked = askPlaces(places, how)
  if (!asked.ok) throw new Error('not asked')
  const found = readSpaceTime(await runScan(asked.question), places.map(p => p.id), places.map(p => p.counts)) // prettier-ignore
  if (found.kind !== 'by-time') throw new Error('another kind')
  expect(found.groups[0]).toMatchObject({ places: ['v8', 'v9'], periods: 2, observed: 16 })
})

it('says of an even spread that nothing stands out', async () => {
  const asked = askPlaces(villages, how)
  if (!asked.ok) throw new Error('not asked')
  const found = readCircles(await runScan(asked.question), villages.map(p => p.id), 27) // prettier-ignore
  expect(found).toMatchObject({ kind: 'by-population', groups: [] })
})

const grid = Array.from({ length: 36 }, (_, i) => ({
  id: `m${i}`,
  population: 10_000,
  cases: 3,
  neighbours: [i % 6 ? i - 1 : -1, i % 6 < 5 ? i + 1 : -1, i - 6, i + 6].filter(n => n >= 0 && n < 36)
}))

const readGrid = async (areas: typeof grid) => {
  const asked = askAreas(areas)
  if (!asked.ok) throw new Error(JSON.stringify(asked.tooFew))
  const moran = await runScan({ ...asked.question, kind: 'moran' } as never)
  return readAreas(await runScan(asked.question), moran)
}

it('municipalities: names a corner where many lie beside many', async () => {
  const corner = [0, 1, 2, 6, 7, 8]
  const found = await readGrid(
    grid.map((a, i) => ({ ...a, cases: corner.includes(i) ? 20 + i : a.cases + (i % 3) }))
  )
  expect(found).toMatchObject({ kind: 'areas', together: 'alike' })
  if (found.kind !== 'areas') throw new Error('another kind')
  expect(found.hot).toEqual(expect.arrayContaining(['m1', 'm7']))
  expect(found.hot.every(name => corner.includes(Number(name.slice(1))))).toBe(true)
  expect(found.limit).toBeCloseTo(3.2, 1)
})

it('municipalities: a chessboard is not alike, and too few say nothing', async () => {
  const board = await readGrid(grid.map((a, i) => ({ ...a, cases: (i + Math.floor(i / 6)) % 2 ? 9 : 1 })))
  expect(board).toMatchObject({ together: 'apart', hot: [], cold: [] })
  expect(askAreas(grid.slice(0, 6))).toEqual({
    ok: false,
    tooFew: { code: 'few-areas', have: 6, missing: 4 }
  })
  expect(askAreas(grid.map(a => ({ ...a, cases: 0 })))).toMatchObject({
    tooFew: { code: 'few-cases', missing: 20 }
  })
  expect(askAreas(grid)).toMatchObject({ tooFew: { code: 'all-alike' } })
})

it('numbers as people say them', async () => {
  expect([1.1, 1.5, 1.74, 1.76, 3.2, 10.4, 10.6, Infinity].map(timesOf)).toEqual(['more', '1.5', '1.5', '2', '3', '10', 'many', 'many']) // prettier-ignore
  expect([0.02, 0.021, 0.011, 0.3, 0.8, 0.05].map(p => chanceOf(p).once)).toEqual([50, 40, 90, 3, 1, 20])
  expect(chanceOf(0.001, 999)).toEqual({ once: 1000, rarer: true })
  expect(chanceOf(0.002, 999)).toEqual({ once: 500, rarer: false })
})
