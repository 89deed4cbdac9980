// What a scan found, as codes a sentence is made of in any language: which places, how many times more, how often by chance.
import { normal, normalUpperQuantile } from '#warning/numbers/distributions.ts'
import type { TooFew } from './question.ts'

/** Times as many, as people say it. */
export const timesWords = ['more', '1.5', '2', '3', '4', '5', '6', '7', '8', '9', '10', 'many'] as const
export type Times = (typeof timesWords)[number]

/** How often chance alone does as much: about 1 time in `once`, `rarer` where it was never tried so often. */
export type ByChance = { once: number; rarer: boolean }

export type Group = { places: string[]; observed: number; expected: number; times: Times; chance: ByChance }

export type Finding =
  | { kind: 'too-few'; reason: TooFew }
  | { kind: 'by-population'; groups: Group[]; nearest: ByChance }
  | { kind: 'by-time'; groups: (Group & { periods: number })[]; nearest: ByChance }
  | {
      kind: 'areas'
      together: 'alike' | 'apart' | 'chance'
      moran: number
      chance: ByChance
      hot: string[]
      cold: string[]
      /** The limit a municipality has to pass, as a deviate, so that of all of them chance marks one in 20 times. */
      limit: number
      /** Absent in a finding of before there was a map of it. */
      rows?: AreaRow[]
    }

/** `rate`: per 1,000 people, drawn towards the mean; `star` and `local`: deviates of Gi* and of the local Moran, null without neighbours. */
export type AreaRow = { id: string; rate: number; star: number | null; local: number | null }

/** Above this nothing is said to stand out. */
export const significant = 0.05

export const timesOf = (ratio: number): Times => {
  if (!Number.isFinite(ratio) || ratio > 10.5) return 'many'
  if (ratio < 1.25) return 'more'
  if (ratio < 1.75) return '1.5'
  return String(Math.round(ratio)) as Times
}

/** 0.0213 → about 1 in 50: rounded as people round, never to something rarer than it is. */
export const chanceOf = (p: number, replicates?: number): ByChance => {
  const exact = 1 / p
  const rarer = replicates !== undefined && p <= 1 / (replicates + 1) + 1e-12
  if (exact < 1.5) return { once: 1, rarer }
  const steps = [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9]
  const size = 10 ** Math.floor(Math.log10(exact) + 1e-9)
  const step = steps.filter(s => s <= exact / size + 1e-9).at(-1)!
  return { once: Math.floor(step * size), rarer }
}

const insideAgainstOutside = (observed: number, expected: number, total: number, all: number) =>
  observed / expected / ((total - observed) / (all - expected))

type Circles = {
  n_sim: number
  most_likely: Cluster | null
  secondary: Cluster[]
}
type Cluster = { idx: number[]; observed: number; expected: number; p: number }

export const readCircles = (answer: unknown, ids: readonly string[], total: number): Finding => {
  const { most_likely, secondary, n_sim } = answer as Circles
  const clusters = [...(most_likely ? [most_likely] : []), ...secondary]
  return {
    kind: 'by-population',
    groups: clusters
      .filter(({ p }) => p <= significant)
      .map(({ idx, observed, expected, p }) => ({
        places: idx.map(i => ids[i - 1]!),
        observed,
        expected,
        times: timesOf(insideAgainstOutside(observed, expected, total, total)),
        chance: chanceOf(p, n_sim)
      })),
    nearest: chanceOf(most_likely?.p ?? 1, n_sim)
  }
}

type SpaceTime = {
  n_mcsim: number
  MC_pvalue: number
  top25: { locations: number[]; duration: number; relrisk_in: number }[]
}

export const readSpaceTime = (
  answer: unknown,
  ids: readonly string[],
  counts: readonly (readonly number[])[]
): Finding => {
  const { n_mcsim, MC_pvalue, top25 } = answer as SpaceTime
  const [best] = top25
  const chance = chanceOf(MC_pvalue, n_mcsim)
  if (!best || MC_pvalue > significant) return { kind: 'by-time', groups: [], nearest: chance }
  const observed = best.locations.reduce(
    (all, i) => all + counts[i - 1]!.slice(-best.duration).reduce((a, b) => a + b, 0),
    0
  )
  return {
    kind: 'by-time',
    groups: [
      {
        places: best.locations.map(i => ids[i - 1]!),
        observed,
        expected: observed / best.relrisk_in,
        times: timesOf(best.relrisk_in),
        chance,
        periods: best.duration
      }
    ],
    nearest: chance
  }
}

/** The deviate which one of `n` passes by chance in 5 of 100 worlds: 3.0 for 38 municipalities (Bonferroni). */
const limitFor = (n: number) => normalUpperQuantile(significant / (2 * n))

type Row = { name: string; rate: number; Gi_star: number | null; local_moran_Z: number | null }
/** Beyond this the normal curve is no measure of anything any more. */
const seldomest = 1e-6
const digits = (x: number) => Math.round(x * 1e4) / 1e4

export const readAreas = (local: unknown, overall: unknown): Finding => {
  const rows = local as Row[]
  const { I_W, z_W } = overall as { I_W: number; z_W: number }
  const p = 2 * normal(Math.abs(z_W)).upper
  const limit = limitFor(rows.length)
  const beyond = (sign: 1 | -1) =>
    rows
      .filter(({ Gi_star }) => Gi_star !== null && Gi_star * sign >= limit)
      .sort((a, b) => sign * (b.Gi_star! - a.Gi_star!))
      .map(({ name }) => name)
  return {
    kind: 'areas',
    together: p > significant ? 'chance' : z_W > 0 ? 'alike' : 'apart',
    moran: I_W,
    chance: p < seldomest ? { once: 1 / seldomest, rarer: true } : chanceOf(Math.min(1, p)),
    hot: beyond(1),
    cold: beyond(-1),
    limit,
    rows: rows.map(({ name, rate, Gi_star, local_moran_Z }) => ({
      id: name,
      rate: digits(rate),
      star: Gi_star === null ? null : digits(Gi_star),
      local: local_moran_Z === null ? null : digits(local_moran_Z)
    }))
  }
}
