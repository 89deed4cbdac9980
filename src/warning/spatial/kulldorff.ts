// The circular spatial scan (Kulldorff 1997): of all circles around all regions, the one whose cases chance explains least.
// Only circles with more cases than expected; cases may be fractional, where some were shared out.
import { chance, drawBy } from '../numbers/random.ts'
import { maximaOf, pValue, quantile, type Progress } from './replicates.ts'

export type Regions = {
  x: Float64Array
  y: Float64Array
  population: Float64Array
  cases: Float64Array
  /** cases expected without a cluster; by population where absent. Only for the Poisson model */
  expected?: Float64Array
}

export type ScanParams = {
  /** poisson: cases are rare in the population; binomial: every person is a case or is none */
  model: 'poisson' | 'binomial'
  /** the largest share of the population in a circle */
  popUpperBound: number
  replicates: number
  seed: number
  /** secondary clusters are told up to this p-value */
  alpha: number
}

export type Cluster = {
  /** regions, counted from 0: the centre, then by distance */
  regions: number[]
  population: number
  observed: number
  expected: number
  /** observed / expected */
  ratio: number
  /** logarithm of the likelihood ratio */
  llr: number
  p: number
}

export type Scan = {
  zones: number
  mostLikely: Cluster | undefined
  secondary: Cluster[]
  strongest: { centre: number; last: number; llr: number }[]
  nullQuantiles: { '50%': number; '90%': number; '95%': number; '99%': number }
}

/** For each region all regions by distance, itself first, while their population stays within the bound. */
const circlesOf = ({ x, y, population }: Regions, bound: number): Int32Array[] => {
  const most = population.reduce((sum, n) => sum + n, 0) * bound
  return Array.from(x, (_, centre) => {
    const distance = Float64Array.from(x, (xi, i) => Math.hypot(xi - x[centre]!, y[i]! - y[centre]!))
    const order = Int32Array.from(distance.keys()).sort(
      (a, b) => distance[a]! - distance[b]! || Number(b === centre) - Number(a === centre) || a - b
    )
    let inside = 0
    let n = 0
    while (n < order.length && (inside += population[order[n]!]!) <= most) n++
    return order.slice(0, n)
  })
}

const xlogx = (x: number, of: number) => (x > 0 ? x * Math.log(x / of) : 0)

export const scanCircles = (regions: Regions, params: ScanParams, progress?: Progress): Scan => {
  const { cases, population } = regions
  const poisson = params.model === 'poisson'
  const all = cases.reduce((sum, c) => sum + c, 0)
  // of fractional cases SpatialEpi's likelihood takes the whole part of their total
  const total = Math.floor(all + 1e-9)
  const people = population.reduce((sum, n) => sum + n, 0)
  const byPopulation = population.map(n => (n * all) / people)
  const given = poisson && regions.expected ? regions.expected : byPopulation
  const circles = circlesOf(regions, params.popUpperBound)

  const size = (e: number) => (e * people) / all
  const ratio = (c: number, e: number): number => {
    if (c * (total - e) <= (total - c) * e) return 0
    const value = xlogx(c, e) + xlogx(total - c, total - e)
    if (poisson) return value
    const n = size(e)
    const spared = people - total
    return (
      value +
      xlogx(n - c, (n * spared) / people) +
      xlogx(people - n - total + c, ((people - n) * spared) / people)
    )
  }
  /**
   * The ratio's logarithm is at most (c − e)² times this, for (1+u) ln(1+u) − u ≤ u²/2 and (1−v) ln(1−v) + v ≤ v². That needs
   * no logarithm, so most circles of most replicates are passed over by it.
   */
  const steepnessOf = (e: number) => {
    const grown = 1 / (2 * e) + 1 / (total - e)
    if (poisson) return grown
    const spared = size(e) - e
    return grown + 1 / spared + 1 / (2 * (people - total - spared))
  }

  // All circles one after the other: the region each takes in, what is expected within, how steeply its ratio can grow
  const zones = circles.reduce((sum, circle) => sum + circle.length, 0)
  const expected = new Float64Array(zones)
  const steepness = new Float64Array(zones)
  const members = new Int32Array(zones)
  let zone = 0
  for (const circle of circles) {
    let within = 0
    for (const region of circle) {
      within += given[region]!
      members[zone] = region
      expected[zone] = within
      const steep = steepnessOf(within)
      // a circle that holds nearly all: no bound, always calculated
      steepness[zone++] = steep > 0 ? steep : Infinity
    }
  }
  const strongestOf = (counts: Float64Array): number => {
    let best = 0
    let i = 0
    for (const { length } of circles) {
      let c = 0
      for (const end = i + length; i < end; i++) {
        c += counts[members[i]!]!
        const above = c - expected[i]!
        if (above * Math.abs(above) * steepness[i]! > best) best = Math.max(best, ratio(c, expected[i]!))
      }
    }
    return best
  }

  const random = chance(params.seed)
  const draw = drawBy(poisson ? given : population)
  const world = new Float64Array(cases.length)
  const maxima = maximaOf(
    params.replicates,
    () => {
      world.fill(0)
      for (let left = Math.round(total); left > 0; left--) {
        let region = draw(random)
        // binomial: nobody is a case twice
        while (!poisson && random() * population[region]! < world[region]!) region = draw(random)
        world[region]!++
      }
      return strongestOf(world)
    },
    progress
  )

  const found: { centre: number; length: number; observed: number; expected: number; llr: number }[] = []
  circles.forEach((circle, centre) => {
    let observed = 0
    let within = 0
    circle.forEach((region, i) => {
      observed += cases[region]!
      within += given[region]!
      found.push({ centre, length: i + 1, observed, expected: within, llr: ratio(observed, within) })
    })
  })
  // sorting is stable: of equal circles the one around the first region leads
  found.sort((a, b) => b.llr - a.llr)

  const taken = new Set<number>()
  const clusters: Cluster[] = []
  for (const { centre, length, observed, expected, llr } of found) {
    if (llr <= 0) break
    const p = pValue(llr, maxima)
    if (clusters.length > 0 && p > params.alpha) break
    const inside = [...circles[centre]!.subarray(0, length)]
    if (inside.some(region => taken.has(region))) continue
    for (const region of inside) taken.add(region)
    clusters.push({
      regions: inside,
      population: inside.reduce((sum, region) => sum + population[region]!, 0),
      observed,
      expected,
      ratio: observed / expected,
      llr,
      p
    })
  }
  return {
    zones,
    mostLikely: clusters[0],
    secondary: clusters.slice(1),
    strongest: found.slice(0, 25).map(({ centre, length, llr }) => ({
      centre,
      last: circles[centre]![length - 1]!,
      llr
    })),
    nullQuantiles: {
      '50%': quantile(maxima, 0.5),
      '90%': quantile(maxima, 0.9),
      '95%': quantile(maxima, 0.95),
      '99%': quantile(maxima, 0.99)
    }
  }
}
