// What is asked of a scan, or why nothing can be said yet and how much is missing. Pure: counts and places in, a question out.
import type { ScanQuestion } from '#warning/input/places.ts'
import { steadiedRates } from '#warning/spatial/neighbours.ts'

/** Fewer signs than this draw no picture: any two of them that lie together would be a cluster. */
export const leastSigns = 10
export const leastPlaces = 3
export const leastAreas = 10
export const leastCases = 20
/** So often chance is tried: usually, and for whoever wants to know more exactly. */
export const replicateChoices = [999, 99_999] as const

export type CountedPlace = {
  id: string
  lat: number
  lon: number
  /** Signs in each period, the oldest first. */
  counts: number[]
  /** Null: not set. Nobody lives nowhere by accident, so 0 is another thing. */
  population: number | null
}

export type TooFew =
  | { code: 'few-signs'; have: number; missing: number }
  | { code: 'few-places'; have: number; missing: number }
  | { code: 'few-areas'; have: number; missing: number }
  | { code: 'few-cases'; have: number; missing: number }
  | { code: 'all-alike' }

export type Asked = { ok: true; question: ScanQuestion } | { ok: false; tooFew: TooFew }

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
const tooFew = (reason: TooFew): Asked => ({ ok: false, tooFew: reason })

/** Kilometres from the first place: over one municipality the globe is flat. */
const kilometres = (places: readonly CountedPlace[]) => {
  const perDegree = 111.32
  const shrink = Math.cos(((places[0]?.lat ?? 0) * Math.PI) / 180)
  return {
    x: Float64Array.from(places, ({ lon }) => lon * perDegree * shrink),
    y: Float64Array.from(places, ({ lat }) => lat * perDegree)
  }
}

/** Whose population is not set. With one of them a rate cannot be compared; the scan over time needs none. */
export const withoutPopulation = (places: readonly CountedPlace[]): string[] =>
  places.filter(({ population }) => population === null).map(({ id }) => id)

export const askPlaces = (
  places: readonly CountedPlace[],
  { replicates, seed }: { replicates: number; seed: number }
): Asked => {
  const totals = places.map(({ counts }) => sum(counts))
  const all = sum(totals)
  if (all < leastSigns) return tooFew({ code: 'few-signs', have: all, missing: leastSigns - all })
  const inhabited = withoutPopulation(places).length === 0 && sum(places.map(p => p.population!)) > 0
  const somewhere = inhabited
    ? places.filter(({ population }) => population! > 0).length
    : totals.filter(n => n > 0).length
  if (somewhere < leastPlaces)
    return tooFew({ code: 'few-places', have: somewhere, missing: leastPlaces - somewhere })
  const { x, y } = kilometres(places)
  if (inhabited)
    return {
      ok: true,
      question: {
        kind: 'kulldorff',
        regions: {
          x,
          y,
          population: Float64Array.from(places, p => p.population!),
          cases: Float64Array.from(totals)
        },
        params: { model: 'poisson', popUpperBound: 0.5, replicates, seed, alpha: 0.05 }
      }
    }
  const periods = places[0]!.counts.length
  const counts = Float64Array.from({ length: periods * places.length }, (_, i) => {
    const place = places[i % places.length]!
    return place.counts[Math.floor(i / places.length)]!
  })
  return {
    ok: true,
    question: {
      kind: 'space-time',
      names: places.map(({ id }) => id),
      places: { counts, periods, x, y },
      params: {
        model: 'permutation',
        // more than half of the places together are no place any more
        nearest: Math.max(1, Math.floor(places.length / 2)),
        maxDuration: Math.max(1, Math.floor(periods / 2)),
        replicates,
        seed
      }
    }
  }
}

export type CountedArea = { id: string; cases: number; population: number; neighbours: number[] }

/** Both questions about municipalities: which stand out with their neighbours, and whether neighbours are alike at all. */
export const askAreas = (areas: readonly CountedArea[]): Asked => {
  const inhabited = areas.filter(({ population }) => population > 0)
  if (inhabited.length < leastAreas)
    return tooFew({ code: 'few-areas', have: inhabited.length, missing: leastAreas - inhabited.length })
  const all = sum(inhabited.map(({ cases }) => cases))
  if (all < leastCases) return tooFew({ code: 'few-cases', have: all, missing: leastCases - all })
  const at = new Map(inhabited.map((area, i) => [area, i]))
  const cases = Float64Array.from(inhabited, a => a.cases)
  const atRisk = Float64Array.from(inhabited, a => a.population)
  // where few live one case makes a high rate: drawn towards the mean of all first
  const rate = steadiedRates(cases, atRisk).map(r => r * 1000)
  if (rate.every(r => r === rate[0])) return tooFew({ code: 'all-alike' })
  const neighbours = inhabited.map(area => area.neighbours.flatMap(n => at.get(areas[n]!) ?? []))
  const beside = neighbours.filter(around => around.length > 0).length
  if (beside < leastAreas) return tooFew({ code: 'few-areas', have: beside, missing: leastAreas - beside })
  return {
    ok: true,
    question: {
      kind: 'getis-ord',
      rows: { names: inhabited.map(({ id }) => id), rate, cases, atRisk, neighbours }
    }
  }
}
