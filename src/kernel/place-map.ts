// Settlements as points on a small map, north up: equirectangular, which is true enough for one municipality. No tiles, no third party.
export type Located = { id: string; name: string; lat: number; lon: number }
export type PlacePoint = {
  id: string
  name: string
  x: number
  y: number
  label: Label
}
/** Lengths in units of the drawing; `north`, `west` in degrees at its corner, `perUnit` degrees for each unit. */
export type PlaceMap = {
  width: number
  height: number
  north: number
  west: number
  perUnit: { lat: number; lon: number }
  points: PlacePoint[]
}

const width = 340
const margin = 40
const letter = 6.3
const line = 14
type Box = { left: number; right: number; top: number; bottom: number }
const apart = (a: Box, b: Box) => a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top

export type Dot = {
  x: number
  y: number
  name: string
  radius: number
  /** how wide a letter is */ letter: number
}
export type Label = { x: number; y: number; anchor: 'start' | 'middle' | 'end' }

/** Where a name may stand beside its point, best first. */
const labelsOf = ({ x, y, name, radius, letter }: Dot) => {
  const long = name.length * letter
  const far = radius + 4
  const sides = [
    { anchor: 'start' as const, dx: far, left: x + far },
    { anchor: 'end' as const, dx: -far, left: x - far - long }
  ].flatMap(side => [4, -5, 13].map(dy => ({ ...side, dy })))
  const over = [-far, far + 9].map(dy => ({ anchor: 'middle' as const, dx: 0, dy, left: x - long / 2 }))
  const corners = [-far + 2, far + 7].flatMap(dy => [
    { anchor: 'start' as const, dx: 0, dy, left: x },
    { anchor: 'end' as const, dx: 0, dy, left: x - long }
  ])
  return [...sides, ...over, ...corners].map(({ anchor, dx, dy, left }) => ({
    x: x + dx,
    y: y + dy,
    anchor,
    box: { left, right: left + long, top: y + dy - line + 3, bottom: y + dy + 3 }
  }))
}

/** Undefined for fewer than two places: there is nothing to choose between. */
export const drawPlaces = (places: readonly Located[]): PlaceMap | undefined => {
  if (places.length < 2) return undefined
  const lats = places.map(({ lat }) => lat)
  const lons = places.map(({ lon }) => lon)
  const [south, north, west, east] = [
    Math.min(...lats),
    Math.max(...lats),
    Math.min(...lons),
    Math.max(...lons)
  ]
  const shrink = Math.cos((((north + south) / 2) * Math.PI) / 180)
  // a narrow municipality is as tall as two widths at most
  const degrees = Math.max((east - west) * shrink, (north - south) / 2, 1e-4)
  const scale = (width - 2 * margin) / degrees
  const height = Math.round(Math.max((north - south) * scale, 60) + 2 * margin)
  const perUnit = { lat: 1 / scale, lon: 1 / (scale * shrink) }
  const corner = {
    west: (west + east) / 2 - (width / 2) * perUnit.lon,
    north: (north + south) / 2 + (height / 2) * perUnit.lat
  }
  const dots = places.map(({ id, name, lat, lon }) => ({
    id,
    name,
    x: Math.round((lon - corner.west) / perUnit.lon),
    y: Math.round((corner.north - lat) / perUnit.lat)
  }))
  const labels = placeLabels(
    dots.map(dot => ({ ...dot, radius: 5, letter })),
    width
  )
  const points = dots.map((dot, at) => {
    const { x, y, anchor } = labels[at]!
    return { ...dot, label: { x, y, anchor } }
  })
  return { width, height, ...corner, perUnit, points }
}

/**
 * Where each name stands: beside its own dot, over no other dot and no other name where there is room for that. `clear` is false
 * where it stands over another name or over the edge.
 */
export const placeLabels = (dots: readonly Dot[], width: number): (Label & { clear: boolean })[] => {
  const boxes: Box[] = dots.map(({ x, y, radius }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius
  }))
  const chosen: (ReturnType<typeof labelsOf>[number] | undefined)[] = dots.map(() => undefined)
  // Each name takes the place where it crosses least; a second look and a third give way to those that came later.
  const namesBut = (at: number) =>
    chosen.flatMap((label, of) => (label && dots[of]!.name && of !== at ? [label.box] : []))
  const outside = (box: Box) => box.left < 2 || box.right > width - 2
  for (let look = 0; look < 3; look++)
    for (const [at, dot] of dots.entries()) {
      const others = namesBut(at)
      const over = (box: Box, what: Box[]) => what.filter(other => !apart(box, other)).length
      // a name on another dot would be taken for that one's
      const crossed = (box: Box) => over(box, others) + 2 * over(box, boxes) + (outside(box) ? 10 : 0)
      chosen[at] = labelsOf(dot).reduce((a, b) => (crossed(b.box) < crossed(a.box) ? b : a))
    }
  return chosen.map((label, at) => {
    const { x, y, anchor, box } = label!
    return { x, y, anchor, clear: !outside(box) && namesBut(at).every(other => apart(box, other)) }
  })
}

/** Where a point of the drawing lies, in degrees. */
export const placeAt = (map: Pick<PlaceMap, 'north' | 'west' | 'perUnit'>, x: number, y: number) => ({
  lat: map.north - y * map.perUnit.lat,
  lon: map.west + x * map.perUnit.lon
})

/** The nearest point and how far it is, in units of the drawing. */
export const nearestPoint = <P extends { x: number; y: number }>(
  points: readonly P[],
  x: number,
  y: number
) =>
  points
    .map(point => ({ point, far: Math.hypot(point.x - x, point.y - y) }))
    .reduce((a, b) => (b.far < a.far ? b : a))
