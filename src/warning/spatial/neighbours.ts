// Whether neighbours resemble each other: Getis-Ord G and G* (Getis and Ord 1992, Ord and Getis 1995), Moran's I
// (Cliff and Ord 1981), its local parts (Anselin 1995, Sokal, Oden and Thomson 1998), and rates drawn towards the mean where
// few live (Marshall 1991).
import { normal } from '../numbers/distributions.ts'

/** For each region its neighbours, counted from 0. A region without any is left out of what needs them. */
export type Neighbours = readonly (readonly number[])[]

const meanOf = (x: ArrayLike<number>) => Array.from(x).reduce((sum, v) => sum + v, 0) / x.length

/** z-values: high where a region's neighbours (G), or they and itself (G*), are high. Null without neighbours. */
export const getisOrd = (x: Float64Array, neighbours: Neighbours) => {
  const n = x.length
  const mean = meanOf(x)
  const squares = x.reduce((sum, v) => sum + v * v, 0)
  return Array.from(x, (own, i) => {
    const around = neighbours[i]!
    const w = around.length
    const sum = around.reduce((all, j) => all + x[j]!, 0)
    const without = (mean * n - own) / (n - 1)
    const spread = Math.sqrt((squares - own * own) / (n - 1) - without * without)
    const g = (sum - w * without) / (spread * Math.sqrt(((n - 1) * w - w * w) / (n - 2)))
    const all = Math.sqrt(squares / n - mean * mean)
    const star = (sum + own - (w + 1) * mean) / (all * Math.sqrt((n * (w + 1) - (w + 1) ** 2) / (n - 1)))
    return { g: w > 0 ? finite(g) : null, star: finite(star) }
  })
}

const finite = (x: number) => (Number.isFinite(x) ? x : null)

/** Moran's I for a region, rows of weights summing to 1, with expectation and variance given the region's own value. */
export const localMoran = (x: Float64Array, neighbours: Neighbours) => {
  const n = x.length
  const mean = meanOf(x)
  const z = x.map(v => v - mean)
  const m2 = z.reduce((sum, v) => sum + v * v, 0) / n
  return Array.from(z, (own, i) => {
    const around = neighbours[i]!
    if (around.length === 0 || m2 === 0) return null
    const lag = around.reduce((sum, j) => sum + z[j]!, 0) / around.length
    const value = (own / m2) * lag
    const expectation = -(own * own) / ((n - 1) * m2)
    const s = 1 / around.length
    const variance = (own / m2) ** 2 * (n / (n - 2)) * (s - 1 / (n - 1)) * (m2 - (own * own) / (n - 1))
    return { value, expectation, variance, z: (value - expectation) / Math.sqrt(variance) }
  })
}

/** Moran's I over all regions, against values shuffled among them; W: rows sum to 1, B: every neighbour counts 1. */
export const moran = (x: Float64Array, neighbours: Neighbours, style: 'W' | 'B') => {
  const weightOf = (i: number) => (style === 'W' ? 1 / neighbours[i]!.length : 1)
  const n = neighbours.filter(around => around.length > 0).length
  const mean = meanOf(x)
  const z = x.map(v => v - mean)
  const squares = z.reduce((sum, v) => sum + v * v, 0)
  const fourths = z.reduce((sum, v) => sum + v ** 4, 0)
  let s0 = 0
  let s1 = 0
  let products = 0
  const columns = new Float64Array(x.length)
  neighbours.forEach((around, i) => {
    for (const j of around) {
      const w = weightOf(i)
      const back = neighbours[j]!.includes(i) ? weightOf(j) : 0
      s0 += w
      // each pair is met from both ends; one that only one end knows counts whole
      s1 += back > 0 ? (w + back) ** 2 / 2 : w * w
      columns[j]! += w
      products += w * z[i]! * z[j]!
    }
  })
  const s2 = neighbours.reduce(
    (sum, around, i) => sum + (around.length * (around.length ? weightOf(i) : 0) + columns[i]!) ** 2,
    0
  )
  const value = (n / s0) * (products / squares)
  const expectation = -1 / (n - 1)
  const kurtosis = (x.length * fourths) / squares ** 2
  const square =
    (n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0) -
      kurtosis * (n * (n - 1) * s1 - 2 * n * s2 + 6 * s0 * s0)) /
    ((n - 1) * (n - 2) * (n - 3) * s0 * s0)
  const variance = square - expectation ** 2
  const deviate = (value - expectation) / Math.sqrt(variance)
  return { value, expectation, variance, z: deviate, p: normal(deviate).upper }
}

/** Rates drawn towards the overall rate, more where few are at risk: the empirical Bayes estimate. */
export const steadiedRates = (cases: Float64Array, atRisk: Float64Array): Float64Array => {
  const total = atRisk.reduce((sum, v) => sum + v, 0)
  const overall = cases.reduce((sum, v) => sum + v, 0) / total
  let spread = 0
  for (let i = 0; i < cases.length; i++)
    spread += (atRisk[i]! * (cases[i]! / atRisk[i]! - overall) ** 2) / total
  const between = Math.max(0, spread - overall / (total / cases.length))
  return cases.map(
    (c, i) => overall + ((c / atRisk[i]! - overall) * between) / (between + overall / atRisk[i]!)
  )
}
