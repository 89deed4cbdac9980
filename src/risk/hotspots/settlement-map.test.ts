import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadNetworkProfile } from '#kernel/network-profile.ts'
import { readBoundaryFile } from './boundary-file.ts'
import { classOf, drawSettlements, type CountClass, type Drawing } from './settlement-map.ts'

const loaded = loadNetworkProfile(readFileSync('strategy/ranilug-network.yaml', 'utf8'))
if (!loaded.ok) throw new Error('Ranilug’s profile does not load')
const file = '../shared/geo/ranilug-boundary.geojson'
const border = existsSync(file) ? readBoundaryFile(readFileSync(file), loaded.profile.settlements) : undefined
const areas = border?.ok ? border.areas.map(({ polygons }) => polygons) : []

const classes: CountClass[] = ['none', 'few', 'some', 'more', 'most', 'hidden']
const spots = (name: 'sr' | 'sq', classAt: (i: number) => CountClass) =>
  loaded.profile.settlements.map((s, i) => ({ id: s.id, name: s[name], lat: s.lat, lon: s.lon, class: classAt(i) })) // prettier-ignore

const boxes = ({ points }: Drawing, letter: number, bigLetter: number) =>
  points.flatMap(({ name, label, big }) => {
    if (!label) return []
    const long = name.length * (big ? bigLetter : letter)
    const left = { start: label.x, middle: label.x - long / 2, end: label.x - long }[label.anchor]
    return [{ name, left, right: left + long, top: label.y - 11, bottom: label.y + 3 }]
  })
const overlapping = (drawing: Drawing, letter: number, bigLetter: number) => {
  const all = boxes(drawing, letter, bigLetter)
  return all.flatMap((a, i) =>
    all
      .slice(i + 1)
      .filter(b => a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom)
      .map(b => `${a.name} over ${b.name}`)
  )
}

it('five classes, and one for what is hidden', () => {
  expect([0, 1, 4, 5, 9, 10, 19, 20, 400].map(n => classOf({ shown: n }))).toEqual([
    'none', 'few', 'few', 'some', 'some', 'more', 'more', 'most', 'most'
  ]) // prettier-ignore
  expect(classOf({ fewerThan: 5 })).toBe('few')
  expect(classOf({ hidden: 'partner' })).toBe('hidden')
})

it('any value from 1 to 4 is drawn alike, as is whatever is hidden', () => {
  const { points } = drawSettlements(
    spots('sr', i => (i % 2 ? 'few' : 'hidden')),
    []
  )!.desk
  expect(new Set(points.map(({ radius }) => radius)).size).toBe(1)
})

describe.each(['with a border', 'without'] as const)('Ranilug %s', how => {
  const within = how === 'without' ? [] : areas
  it.each(['sr', 'sq'] as const)('names in %s stand inside and apart, on a desk and on a phone', name => {
    for (let turn = 0; turn < classes.length; turn++) {
      const map = drawSettlements(
        spots(name, i => classes[(i + turn) % classes.length]!),
        within
      )!
      for (const [drawing, letter, bigLetter] of [
        [map.desk, 6.4, 7.6],
        [map.phone, 6.2, 6.2]
      ] as const) {
        expect(overlapping(drawing, letter, bigLetter), `${drawing.width} ${turn}`).toEqual([])
        for (const box of boxes(drawing, letter, bigLetter)) {
          expect(box.left, box.name).toBeGreaterThanOrEqual(0)
          expect(box.right, box.name).toBeLessThanOrEqual(drawing.width)
        }
        // a desk has room for all, a phone for nearly all, and for every one that matters
        const nameless = drawing.points.filter(({ label }) => !label)
        expect(nameless.length, `${drawing.width} ${turn}`).toBeLessThanOrEqual(drawing === map.desk ? 0 : 3)
        expect(nameless.every(({ big }) => !big)).toBe(true)
        for (const { x, y } of drawing.points)
          expect(x > 0 && x < drawing.width && y > 0 && y < drawing.height).toBe(true)
      }
    }
  })

  it('north is up, east is right', () => {
    const { points } = drawSettlements(
      spots('sr', () => 'none'),
      within
    )!.desk
    const at = (id: string) => points.find(p => p.id === id)!
    expect(at('bozevce').x).toBeLessThan(at('domorovce').x)
    expect(at('bozevce').y).toBeLessThan(at('ranilug').y)
  })
})

it.skipIf(!border)('the border is drawn once around, not around the globe', () => {
  const { desk } = drawSettlements(
    spots('sr', () => 'none'),
    areas
  )!
  const [outline] = desk.outlines
  const numbers = outline!.match(/-?\d+(\.\d+)?/g)!.map(Number)
  expect(Math.max(...numbers)).toBeLessThanOrEqual(desk.width)
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
})

it('draws nothing without a settlement', () => expect(drawSettlements([], areas)).toBeUndefined())
