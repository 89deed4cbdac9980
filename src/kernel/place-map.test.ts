import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { loadNetworkProfile } from './network-profile.ts'
import { drawPlaces, nearestPoint, placeAt } from './place-map.ts'

const loaded = loadNetworkProfile(readFileSync('strategy/ranilug-network.yaml', 'utf8'))
if (!loaded.ok) throw new Error('Ranilug’s profile does not load')
const places = loaded.profile.settlements.map(({ id, sr, lat, lon }) => ({ id, name: sr, lat, lon }))
const map = drawPlaces(places)!

it('puts every settlement inside, north up and east right', () => {
  expect(map.points).toHaveLength(places.length)
  for (const { x, y } of map.points) {
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x).toBeLessThanOrEqual(map.width)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(y).toBeLessThanOrEqual(map.height)
  }
  const at = (id: string) => map.points.find(point => point.id === id)!
  expect(at('bozevce').x).toBeLessThan(at('domorovce').x)
  expect(at('bozevce').y).toBeLessThan(at('ranilug').y)
})

it('gives back the degrees of each point, within a hundred metres', () => {
  for (const place of places) {
    const { x, y } = map.points.find(({ id }) => id === place.id)!
    const back = placeAt(map, x, y)
    expect(Math.abs(back.lat - place.lat)).toBeLessThan(0.001)
    expect(Math.abs(back.lon - place.lon)).toBeLessThan(0.001)
    expect(nearestPoint(map.points, x, y).point.id).toBe(place.id)
  }
})

it('keeps the names of Ranilug apart', () => {
  const boxes = map.points.map(({ name, label }) => {
    const long = name.length * 6.3
    const left = { start: label.x, middle: label.x - long / 2, end: label.x - long }[label.anchor]
    return { name, left, right: left + long, top: label.y - 11, bottom: label.y + 3 }
  })
  for (const a of boxes)
    for (const b of boxes)
      if (a !== b)
        expect(
          a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top,
          `${a.name} over ${b.name}`
        ).toBe(true)
})

it('draws nothing for one place', () => expect(drawPlaces(places.slice(0, 1))).toBeUndefined())
