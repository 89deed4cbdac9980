import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { answerScan } from '../input/places-answer.ts'
import { readScan, type ScanKind } from '../input/places.ts'

const folder = fileURLToPath(new URL('../../../../shared/reference/spatial/', import.meta.url))
const there = existsSync(`${folder}README.md`)
if (!there) console.warn(`The reference tables are not there (${folder}): agreement with R is not tested.`)

const read = (file: string) => readFileSync(folder + file, 'utf8')
const ask = (kind: ScanKind, csv: string, params: unknown) =>
  // the type of the answer is that of the reference file
  answerScan(readScan(kind, read(csv), JSON.stringify(params)).question) as never

type Found = { idx: number[]; population: number; observed: number; expected: number; llr: number; p: number }
type Circles = { n_zones: number; most_likely: Found; secondary: Found[]; top25_zones: { llr: number }[] }
type SpaceTime = {
  n_zones: number
  mlc: { locations: number[]; duration: number; score: number }
  MC_pvalue: number
  top25: { zone: number; duration: number; score: number; locations: number | number[] }[]
}
const near = (value: number, wanted: number) =>
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-9 * Math.abs(wanted))

describe.skipIf(!there)('agrees with R', () => {
  test.each([
    ['NYleukemia-input.csv', 'kulldorff-NYleukemia-poisson-ub15.json', 999],
    ['pennLC-input.csv', 'kulldorff-pennLC-poisson-ub50.json', 499]
  ])('circles in %s', (csv, file, n_sim) => {
    const wanted: Circles & { pop_upper_bound: number } = JSON.parse(read(file))
    const found: Circles = ask('kulldorff', csv, { pop_upper_bound: wanted.pop_upper_bound, n_sim, seed: 3 })
    expect(found.n_zones).toBe(wanted.n_zones)
    const pairs = [found.most_likely, ...found.secondary].map(
      (cluster, i) => [cluster, [wanted.most_likely, ...wanted.secondary][i]!] as const
    )
    expect(pairs).toHaveLength(1 + wanted.secondary.length)
    for (const [ours, theirs] of pairs) {
      expect(ours.idx).toEqual(theirs.idx)
      expect(ours.population).toBe(theirs.population)
      near(ours.llr, theirs.llr)
      near(ours.expected, theirs.expected)
      expect(Math.abs(ours.p - theirs.p)).toBeLessThan(0.03)
    }
    wanted.top25_zones.forEach(({ llr }, i) => near(found.top25_zones[i]!.llr, llr))
  })

  test.each([
    ['eb-poisson', 'st-eb-poisson-NM-flatbase.json'],
    ['permutation', 'st-permutation-NM.json']
  ])('%s in space and time', (model, file) => {
    const wanted: SpaceTime = JSON.parse(read(file))
    const found: SpaceTime = ask('space-time', 'NM-spacetime-input.csv', {
      model,
      k: 15,
      n_sim: 999,
      seed: 2
    })
    expect(found.n_zones).toBe(wanted.n_zones)
    expect(found.mlc.locations).toEqual(wanted.mlc.locations)
    expect(found.mlc.duration).toBe(wanted.mlc.duration)
    expect(Math.abs(found.MC_pvalue - wanted.MC_pvalue)).toBeLessThan(0.04)
    wanted.top25.forEach((cluster, i) => {
      near(found.top25[i]!.score, cluster.score)
      expect(found.top25[i]).toMatchObject({ zone: cluster.zone, duration: cluster.duration })
      expect(found.top25[i]!.locations).toEqual([cluster.locations].flat())
    })
  })

  test('neighbours', () => {
    const csv = 'getisord-ncsids-1974.csv'
    const found: Record<string, number>[] = ask('getis-ord', csv, {})
    const [head, ...rows] = read(csv)
      .trim()
      .split('\n')
      .map(line => line.split(','))
    const names = ['Gi', 'Gi_star', 'local_moran_I', 'local_moran_E', 'local_moran_Var', 'local_moran_Z']
    for (const name of [...names, 'eb_rate_per1000'])
      rows.forEach((row, i) => near(found[i]![name]!, Number(row[head!.indexOf(name)])))
    const all: Record<string, number> = ask('moran', csv, {})
    const { I_W, E, Var_W, z_W, p_W, I_B, Var_B } = JSON.parse(read('moran-ncsids-1974.json'))
    for (const [name, wanted] of Object.entries({ I_W, E, Var_W, z_W, p_W, I_B, Var_B }))
      near(all[name]!, wanted as number)
  })
})
