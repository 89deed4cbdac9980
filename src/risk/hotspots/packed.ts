// Boundaries as they are kept: TopoJSON, where a border between two municipalities is written once and so stays one line, small
// enough to be drawn on every page.
import { feature, neighbors, quantize } from 'topojson-client'
import { topology } from 'topojson-server'
import { presimplify, quantile, simplify } from 'topojson-simplify'
import type { GeometryCollection, Topology } from 'topojson-specification'
import type { FeatureCollection, MultiPolygon } from 'geojson'
import type { Area } from './boundary-file.ts'

export type PackedAreas = Topology<{ areas: GeometryCollection<Record<string, string>> }>

/** What a screen can show; borders brought in with more detail are made simpler. */
const mostPointsKept = 20_000

export const pack = (areas: readonly Area[]): { packed: PackedAreas; simplified: boolean } => {
  const collection: FeatureCollection<MultiPolygon, Record<string, string>> = {
    type: 'FeatureCollection',
    features: areas.map(({ id, properties, polygons }) => ({
      type: 'Feature',
      id,
      properties,
      geometry: { type: 'MultiPolygon', coordinates: polygons }
    }))
  }
  const whole = topology({ areas: collection }) as PackedAreas
  const points = whole.arcs.reduce((sum, arc) => sum + arc.length, 0)
  const simplified = points > mostPointsKept
  return { packed: quantize(simplified ? simpler(whole, mostPointsKept / points) : whole, 1e5), simplified }
}

const simpler = (whole: PackedAreas, share: number): PackedAreas => {
  const weighed = presimplify(whole as never)
  return simplify(weighed, quantile(weighed, share)) as unknown as PackedAreas
}

/** Rings run as d3-geo wants them: they were turned before they were kept. */
export const unpack = (packed: PackedAreas): Area[] =>
  feature(packed, packed.objects.areas).features.map(({ id, properties, geometry }) => ({
    id: String(id),
    properties,
    polygons: (geometry as MultiPolygon).coordinates
  }))

/** For each area those that share a border with it, counted from 0. */
export const neighboursOf = (packed: PackedAreas): number[][] => neighbors(packed.objects.areas.geometries)
