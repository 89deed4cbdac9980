// Space-time scans that look for what is going on now: sets of neighbouring places, over the last 1, 2 … periods.
// Expectation-based Poisson (Neill and others 2005), population-based Poisson (Kulldorff 2001) and, where the population is
// not known, space-time permutation (Kulldorff and others 2005).
import { chance, drawPoisson, type Chance } from '../numbers/random.ts'
import { maximaOf, pValue, type Progress } from './replicates.ts'

export type Places = {
  /** counts by period (rows, the oldest first) and place; row-major */
  counts: Float64Array
  /** persons at risk, likewise */
  population?: Float64Array
  periods: number
  x: Float64Array
  y: Float64Array
}

export type SpaceTimeParams = {
  model: 'eb-poisson' | 'pb-poisson' | 'permutation'
  /** the largest set: a place and its nearest */
  nearest: number
  /** the longest cluster, in periods */
  maxDuration: number
  replicates: number
  seed: number
}

export type SpaceTimeCluster = {
  /** counted from 0 in the order of `zones` */
  zone: number
  /** places, counted from 0, rising */
  places: number[]
  /** periods, up to the last */
  duration: number
  score: number
  observed: number
  expected: number
}

export type SpaceTimeScan = {
  zones: number
  mostLikely: SpaceTimeCluster
  p: number
  strongest: SpaceTimeCluster[]
}

/** Every place with its 0, 1 … nearest; a set that was met before is not met again. */
export const nearestZones = (x: Float64Array, y: Float64Array, nearest: number): number[][] => {
  const seen = new Set<string>()
  const zones: number[][] = []
  for (let centre = 0; centre < x.length; centre++) {
    const distance = Array.from(x, (xi, i) => Math.hypot(xi - x[centre]!, y[i]! - y[centre]!))
    const order = [...distance.keys()].sort(
      (a, b) => distance[a]! - distance[b]! || Number(b === centre) - Number(a === centre) || a - b
    )
    for (let k = 1; k <= Math.min(nearest, order.length); k++) {
      const zone = order.slice(0, k).sort((a, b) => a - b)
      const key = zone.join(' ')
      if (seen.has(key)) continue
      seen.add(key)
      zones.push(zone)
    }
  }
  return zones
}

/** What each place and period would hold without a cluster. */
const baselines = (
  { counts, population, periods }: Places,
  model: SpaceTimeParams['model']
): Float64Array => {
  const n = counts.length / periods
  const total = counts.reduce((sum, c) => sum + c, 0)
  if (model !== 'permutation') {
    const people = population!.reduce((sum, p) => sum + p, 0)
    return population!.map(p => (p * total) / people)
  }
  const rows = new Float64Array(periods)
  const columns = new Float64Array(n)
  counts.forEach((c, i) => {
    rows[Math.floor(i / n)]! += c
    columns[i % n]! += c
  })
  return counts.map((_, i) => (rows[Math.floor(i / n)]! * columns[i % n]!) / total)
}

const scoreBy = (model: SpaceTimeParams['model'], total: number) =>
  model === 'eb-poisson'
    ? (c: number, b: number) => (c > b ? c * Math.log(c / b) + b - c : 0)
    : (c: number, b: number) =>
        c > b ? c * Math.log(c / b) + (total > c ? (total - c) * Math.log((total - c) / (total - b)) : 0) : 0

export const scanSpaceTime = (
  places: Places,
  params: SpaceTimeParams,
  progress?: Progress
): SpaceTimeScan => {
  const { counts, periods } = places
  const n = counts.length / periods
  const durations = Math.min(params.maxDuration, periods)
  const zones = nearestZones(places.x, places.y, params.nearest)
  const baseline = baselines(places, params.model)
  const total = counts.reduce((sum, c) => sum + c, 0)
  const score = scoreBy(params.model, total)

  const sums = (of: Float64Array) => {
    // by place and duration first, so that a zone adds few numbers
    const recent = new Float64Array(durations * n)
    for (let d = 0; d < durations; d++)
      for (let i = 0; i < n; i++)
        recent[d * n + i] = of[(periods - 1 - d) * n + i]! + (d > 0 ? recent[(d - 1) * n + i]! : 0)
    const result = new Float64Array(zones.length * durations)
    zones.forEach((zone, z) => {
      for (let d = 0; d < durations; d++) {
        let sum = 0
        for (const place of zone) sum += recent[d * n + place]!
        result[z * durations + d] = sum
      }
    })
    return result
  }
  const expected = sums(baseline)
  const maximum = (world: Float64Array) => {
    const observed = sums(world)
    let best = 0
    for (let i = 0; i < observed.length; i++) best = Math.max(best, score(observed[i]!, expected[i]!))
    return best
  }
  const random = chance(params.seed)
  const world = worlds(places, baseline, params.model, random)
  const maxima = maximaOf(params.replicates, () => maximum(world()), progress)

  const observed = sums(counts)
  const found = Array.from(observed, (c, i): SpaceTimeCluster => {
    const zone = Math.floor(i / durations)
    return {
      zone,
      places: zones[zone]!,
      duration: (i % durations) + 1,
      score: score(c, expected[i]!),
      observed: c,
      expected: expected[i]!
    }
  }).sort((a, b) => b.score - a.score)
  return {
    zones: zones.length,
    mostLikely: found[0]!,
    p: pValue(found[0]!.score, maxima),
    strongest: found.slice(0, 25)
  }
}

/** Worlds without a cluster: Poisson counts, cases dealt out by population, or the periods of the cases shuffled. */
const worlds = (
  { counts, periods }: Places,
  baseline: Float64Array,
  model: SpaceTimeParams['model'],
  random: Chance
): (() => Float64Array) => {
  const n = counts.length / periods
  const world = new Float64Array(counts.length)
  if (model === 'eb-poisson') return () => world.map((_, i) => drawPoisson(baseline[i]!, random))
  // one entry for each case: where and when
  const where: number[] = []
  const when: number[] = []
  counts.forEach((count, i) => {
    for (let k = 0; k < count; k++) {
      where.push(i % n)
      when.push(Math.floor(i / n))
    }
  })
  if (model === 'pb-poisson') {
    const steps = new Float64Array(baseline.length)
    baseline.reduce((sum, b, i) => (steps[i] = sum + b), 0)
    const cell = (place: number) => {
      let low = 0
      let high = steps.length - 1
      while (low < high) {
        const middle = (low + high) >> 1
        if (steps[middle]! > place) high = middle
        else low = middle + 1
      }
      return low
    }
    return () => {
      world.fill(0)
      for (let k = 0; k < where.length; k++) world[cell(random() * steps.at(-1)!)]!++
      return world
    }
  }
  return () => {
    world.fill(0)
    for (let k = when.length - 1; k > 0; k--) {
      const other = Math.floor(random() * (k + 1))
      const moved = when[k]!
      when[k] = when[other]!
      when[other] = moved
    }
    for (let k = 0; k < where.length; k++) world[when[k]! * n + where[k]!]!++
    return world
  }
}
