// The map of early warning, worked out on the server: paths and circles as numbers, no tiles, nobody else is asked. Two drawings,
// for a desk and for a phone, because letters do not grow with the map.
import { geoMercator, geoPath, type GeoPermissibleObjects } from 'd3-geo'
import { placeLabels, type Dot, type Label } from '#kernel/place-map.ts'
import type { Protected } from '#kernel/small-numbers.ts'
import type { PolygonRings } from './rings.ts'

export const countClasses = ['none', 'few', 'some', 'more', 'most', 'hidden'] as const
export type CountClass = (typeof countClasses)[number]

/** Five classes with words: none, fewer than 5, 5 to 9, 10 to 19, 20 or more; and one for what is hidden beside a small number. */
export const classOf = (count: Protected): CountClass => {
  if ('hidden' in count) return 'hidden'
  if ('fewerThan' in count) return 'few'
  const n = count.shown
  return n === 0 ? 'none' : n < 5 ? 'few' : n < 10 ? 'some' : n < 20 ? 'more' : 'most'
}

/** The same for any value from 1 to 4, and for whatever is hidden: a size would tell. */
const radius: Record<CountClass, number> = { none: 5, few: 11, some: 13, more: 17, most: 23, hidden: 11 }

export type Spot = { id: string; name: string; lat: number; lon: number; class: CountClass }
export type MapPoint = {
  id: string
  name: string
  class: CountClass
  x: number
  y: number
  radius: number
  big: boolean
  /** Undefined where there is no room: the table beside the map has every name. */
  label: Label | undefined
}
export type Drawing = { width: number; height: number; outlines: string[]; points: MapPoint[] }
export type SettlementMap = { desk: Drawing; phone: Drawing }

const sizes = {
  desk: { width: 560, margin: 14, beside: 80, tallest: 520, scale: 1, letter: 6.4, bigLetter: 7.6 },
  phone: { width: 340, margin: 8, beside: 52, tallest: 400, scale: 0.62, letter: 6.2, bigLetter: 6.2 }
}

const numeral = (x: number) => Math.round(x * 10) / 10

const draw = (
  spots: readonly Spot[],
  areas: readonly PolygonRings[][],
  { width, margin, beside, tallest, scale, letter, bigLetter }: (typeof sizes)['desk']
): Drawing => {
  const shape: GeoPermissibleObjects = {
    type: 'GeometryCollection',
    geometries: [
      ...areas.map(polygons => ({ type: 'MultiPolygon' as const, coordinates: polygons })),
      { type: 'MultiPoint', coordinates: spots.map(({ lon, lat }) => [lon, lat]) }
    ]
  }
  // names stand beside their points: without a border around them they need the room
  const side = areas.length > 0 ? margin : beside
  const projection = geoMercator().fitWidth(width - 2 * side, shape)
  const flat = geoPath(projection).bounds(shape)
  const tall = flat[1][1] - flat[0][1]
  const height = Math.round(Math.min(Math.max(tall, 60), tallest) + 2 * margin)
  projection.fitExtent(
    [
      [side, margin],
      [width - side, height - margin]
    ],
    shape
  )
  const path = geoPath(projection).digits(1)
  const dots = spots.map(spot => {
    const [x, y] = projection([spot.lon, spot.lat])!
    const big = spot.class === 'more' || spot.class === 'most'
    return { spot, big, x: numeral(x), y: numeral(y), radius: numeral(radius[spot.class] * scale) }
  })
  const labels = namesWithRoom(
    dots.map(({ spot, x, y, radius, big }) => ({ x, y, radius, name: spot.name, letter: big ? bigLetter : letter })), // prettier-ignore
    width
  )
  return {
    width,
    height,
    outlines: areas.map(polygons => path({ type: 'MultiPolygon', coordinates: polygons }) ?? ''),
    points: dots.map(({ spot, ...dot }, at) => ({
      ...dot,
      id: spot.id,
      name: spot.name,
      class: spot.class,
      label: labels[at]
    }))
  }
}

/** Where two names would stand over each other, the one with the smaller circle is left out, then all are placed anew. */
const namesWithRoom = (dots: Dot[], width: number): (Label | undefined)[] => {
  const without = new Set<number>()
  for (;;) {
    const placed = placeLabels(
      dots.map((dot, at) => (without.has(at) ? { ...dot, name: '' } : dot)),
      width
    )
    const crowded = [...dots.keys()].filter(at => !without.has(at) && !placed[at]!.clear)
    if (crowded.length === 0)
      return placed.map(({ x, y, anchor }, at) =>
        without.has(at) ? undefined : { x: numeral(x), y: numeral(y), anchor }
      )
    without.add(crowded.reduce((a, b) => (dots[b]!.radius < dots[a]!.radius ? b : a)))
  }
}

/** Undefined without a settlement. */
export const drawSettlements = (
  spots: readonly Spot[],
  areas: readonly PolygonRings[][]
): SettlementMap | undefined =>
  spots.length === 0
    ? undefined
    : { desk: draw(spots, areas, sizes.desk), phone: draw(spots, areas, sizes.phone) }
