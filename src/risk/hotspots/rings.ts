// Rings of positions in degrees: which way they run, whether a place lies within, and where one crosses itself.
import type { Position } from 'geojson'

export type Ring = Position[]
export type PolygonRings = Ring[]
export type Place = { lon: number; lat: number }

/** Twice the area in the plane, positive where the ring runs against the clock. */
const turning = (ring: Ring): number => {
  let sum = 0
  for (let i = 1; i < ring.length; i++)
    sum += ring[i - 1]![0]! * ring[i]![1]! - ring[i]![0]! * ring[i - 1]![1]!
  return sum
}

/**
 * Turns rings as d3-geo wants them: the outer one with the clock, holes against it. RFC 7946 says the opposite, and then every
 * polygon is the whole globe but for its own area. Which ring is the outer one is said by its place, never by its direction.
 */
export const turnedForD3 = (rings: PolygonRings): { rings: PolygonRings; turned: number } => {
  const right = rings.map((ring, i) => (turning(ring) < 0 === (i === 0) ? ring : ring.toReversed()))
  return { rings: right, turned: right.filter((ring, i) => ring !== rings[i]).length }
}

const insideRing = ({ lon, lat }: Place, ring: Ring): boolean => {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i] as [number, number]
    const [xj, yj] = ring[j] as [number, number]
    if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside
  }
  return inside
}

export const holds = (polygons: readonly PolygonRings[], place: Place): boolean =>
  polygons.some(
    ([outer, ...holes]) => insideRing(place, outer!) && !holes.some(hole => insideRing(place, hole))
  )

type Segment = { a: Position; b: Position; before: Position; after: Position; ring: number; at: number }

const side = (a: Position, b: Position, p: Position) =>
  Math.sign((b[0]! - a[0]!) * (p[1]! - a[1]!) - (b[1]! - a[1]!) * (p[0]! - a[0]!))
const same = (p: Position, q: Position) => p[0] === q[0] && p[1] === q[1]
const within = (a: Position, b: Position, p: Position) =>
  p[0]! >= Math.min(a[0]!, b[0]!) &&
  p[0]! <= Math.max(a[0]!, b[0]!) &&
  p[1]! >= Math.min(a[1]!, b[1]!) &&
  p[1]! <= Math.max(a[1]!, b[1]!)

const segmentsOf = (rings: PolygonRings): Segment[] =>
  rings.flatMap((given, ring) => {
    const points = given.filter((p, i) => i === 0 || !same(p, given[i - 1]!)).slice(0, -1)
    const n = points.length
    return points.map((a, at) => ({
      a,
      b: points[(at + 1) % n]!,
      before: points[(at + n - 1) % n]!,
      after: points[(at + 2) % n]!,
      ring,
      at
    }))
  })

/** Where two stretches of border pass through each other; touching in a point is allowed. */
const crossing = (s: Segment, t: Segment): Position | undefined => {
  const [o1, o2] = [side(s.a, s.b, t.a), side(s.a, s.b, t.b)]
  const [o3, o4] = [side(t.a, t.b, s.a), side(t.a, t.b, s.b)]
  if (o1 * o2 < 0 && o3 * o4 < 0) {
    const [dx, dy] = [s.b[0]! - s.a[0]!, s.b[1]! - s.a[1]!]
    const [ex, ey] = [t.b[0]! - t.a[0]!, t.b[1]! - t.a[1]!]
    const share = ((t.a[0]! - s.a[0]!) * ey - (t.a[1]! - s.a[1]!) * ex) / (dx * ey - dy * ex)
    return [s.a[0]! + share * dx, s.a[1]! + share * dy]
  }
  // a corner of one lies on the other: crossed when the border goes on to the other side
  const corner = (of: Segment, on: Segment) =>
    side(on.a, on.b, of.a) === 0 &&
    within(on.a, on.b, of.a) &&
    !same(of.a, on.a) &&
    !same(of.a, on.b) &&
    side(on.a, on.b, of.before) * side(on.a, on.b, of.b) < 0
  if (corner(t, s)) return t.a
  if (corner(s, t)) return s.a
  // two corners at one place: crossed when the ways in and out lie in turn around it
  if (same(s.a, t.a)) {
    const angle = (p: Position) => Math.atan2(p[1]! - s.a[1]!, p[0]! - s.a[0]!)
    const [from, to] = [angle(s.before), angle(s.b)].sort((p, q) => p - q) as [number, number]
    const between = (p: Position) => angle(p) > from && angle(p) < to
    const apart = [t.before, t.b].every(p => angle(p) !== from && angle(p) !== to)
    if (apart && between(t.before) !== between(t.b)) return s.a
  }
  return undefined
}

/** The first place where the border of a polygon crosses itself (its holes are part of it), from west to east. */
export const selfCrossing = (rings: PolygonRings): Place | undefined => {
  const segments = segmentsOf(rings)
  const lengths = rings.map((_, ring) => segments.reduce((n, s) => n + Number(s.ring === ring), 0))
  const west = (s: Segment) => Math.min(s.a[0]!, s.b[0]!)
  segments.sort((s, t) => west(s) - west(t))
  for (const [i, s] of segments.entries()) {
    const east = Math.max(s.a[0]!, s.b[0]!)
    const [south, north] = [Math.min(s.a[1]!, s.b[1]!), Math.max(s.a[1]!, s.b[1]!)]
    for (let j = i + 1; j < segments.length && west(segments[j]!) <= east; j++) {
      const t = segments[j]!
      if (Math.min(t.a[1]!, t.b[1]!) > north || Math.max(t.a[1]!, t.b[1]!) < south) continue
      const apart = Math.abs(s.at - t.at)
      if (s.ring === t.ring && (apart === 1 || apart === lengths[s.ring]! - 1)) continue
      const found = crossing(s, t)
      if (found) return { lon: found[0]!, lat: found[1]! }
    }
  }
  return undefined
}
