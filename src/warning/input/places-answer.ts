// What `fener scan` writes: names and rows as in the reference files, counted from 1 as in R.
import { scanCircles, type Cluster } from '../spatial/kulldorff.ts'
import { getisOrd, localMoran, moran, steadiedRates } from '../spatial/neighbours.ts'
import type { Progress } from '../spatial/replicates.ts'
import { scanSpaceTime, type SpaceTimeCluster } from '../spatial/space-time.ts'
import type { Rates, ScanQuestion } from './places.ts'

export const answerScan = (question: ScanQuestion, progress?: Progress): unknown => {
  switch (question.kind) {
    case 'kulldorff':
      return circlesFound(question, progress)
    case 'space-time':
      return spaceTimeFound(question, progress)
    case 'getis-ord':
      return ratesFound(question.rows)
    case 'moran':
      return moranFound(question.rows)
  }
}

const told = ({ regions, population, observed, expected, ratio, llr, p }: Cluster) => ({
  idx: regions.map(i => i + 1),
  population,
  observed,
  expected,
  smr: ratio,
  llr,
  p
})

const circlesFound = (
  { regions, params }: Extract<ScanQuestion, { kind: 'kulldorff' }>,
  progress?: Progress
) => {
  const found = scanCircles(regions, params, progress)
  return {
    model: params.model,
    pop_upper_bound: params.popUpperBound,
    n_sim: params.replicates,
    n_zones: found.zones,
    most_likely: found.mostLikely ? told(found.mostLikely) : null,
    secondary: found.secondary.map(told),
    top25_zones: found.strongest.map(({ centre, last, llr }) => ({
      center: centre + 1,
      last: last + 1,
      llr
    })),
    null_llr_quantiles: found.nullQuantiles
  }
}

const spaceTimeFound = (
  { places, params, names }: Extract<ScanQuestion, { kind: 'space-time' }>,
  progress?: Progress
) => {
  const found = scanSpaceTime(places, params, progress)
  const all = places.counts.reduce((sum, c) => sum + c, 0)
  const told = ({ zone, places: inside, duration, score, observed, expected }: SpaceTimeCluster) => ({
    zone: zone + 1,
    duration,
    score,
    ...(params.model === 'eb-poisson'
      ? { relrisk: observed / expected }
      : { relrisk_in: observed / expected, relrisk_out: (all - observed) / (all - expected) }),
    locations: inside.map(i => i + 1)
  })
  const { locations, duration, score } = told(found.mostLikely)
  return {
    model: params.model,
    n_zones: found.zones,
    locations: names,
    mlc: { locations, duration, score },
    MC_pvalue: found.p,
    n_mcsim: params.replicates,
    top25: found.strongest.map(told)
  }
}

const ratesFound = ({ names, rate, cases, atRisk, neighbours }: Rates) => {
  const g = getisOrd(rate, neighbours)
  const local = localMoran(rate, neighbours)
  const steadied = cases && atRisk ? steadiedRates(cases, atRisk) : undefined
  return names.map((name, i) => ({
    idx: i + 1,
    name,
    rate: rate[i],
    Gi: g[i]!.g,
    Gi_star: g[i]!.star,
    local_moran_I: local[i]?.value ?? null,
    local_moran_E: local[i]?.expectation ?? null,
    local_moran_Var: local[i]?.variance ?? null,
    local_moran_Z: local[i]?.z ?? null,
    eb_rate_per1000: steadied ? steadied[i]! * 1000 : null
  }))
}

const moranFound = ({ rate, neighbours }: Rates) => {
  const w = moran(rate, neighbours, 'W')
  const b = moran(rate, neighbours, 'B')
  return {
    I_W: w.value,
    E: w.expectation,
    Var_W: w.variance,
    z_W: w.z,
    p_W: w.p,
    I_B: b.value,
    Var_B: b.variance,
    z_B: b.z,
    p_B: b.p
  }
}
