// The tables and parameters of `fener scan`: rows are counted from 1, as in R.
import { z } from 'zod'
import type { Regions, ScanParams } from '../spatial/kulldorff.ts'
import type { Neighbours } from '../spatial/neighbours.ts'
import type { Places, SpaceTimeParams } from '../spatial/space-time.ts'
import { needColumns, numberIn, readTable, type Table } from './csv.ts'
import { check, readJson, unread } from './params.ts'
import { InputRefused } from './refused.ts'

export const scans = ['kulldorff', 'space-time', 'getis-ord', 'moran'] as const
export type ScanKind = (typeof scans)[number]

export type ScanQuestion =
  | { kind: 'kulldorff'; regions: Regions; params: ScanParams }
  | { kind: 'space-time'; places: Places; names: string[]; params: SpaceTimeParams }
  | { kind: 'getis-ord' | 'moran'; rows: Rates }

export type Rates = {
  names: string[]
  rate: Float64Array
  cases?: Float64Array
  atRisk?: Float64Array
  neighbours: Neighbours
}

const chanceParams = {
  n_sim: z.int().min(1).max(1_000_000).nullish(),
  n_mcsim: z.int().min(1).max(1_000_000).nullish(),
  seed: z.int().default(1)
}
const CircleParams = z.object({
  ...chanceParams,
  model: z.enum(['poisson', 'binomial']).default('poisson'),
  pop_upper_bound: z.number().gt(0).max(1).default(0.5),
  alpha_level: z.number().min(0).max(1).default(0.05),
  /** the column of what was expected; null: by population */
  expected: z.string().nullish()
})
const SpaceTime = z.object({
  ...chanceParams,
  model: z.enum(['eb-poisson', 'pb-poisson', 'permutation']).default('permutation'),
  k: z.int().min(1).default(15),
  max_duration: z.int().min(1).nullish()
})

const column = (table: Table, name: string, least = -Infinity) =>
  Float64Array.from({ length: table.rows }, (_, i) => numberIn(table, i, name, { least }))

/** What stands in every reference file and asks nothing. */
const described = [
  'id',
  'desc',
  'method',
  'n_zones',
  'most_likely',
  'secondary',
  'top25_zones',
  'null_llr_quantiles'
]

/** Reads a table and its parameters; throws InputRefused with the row and the reason. */
export const readScan = (
  kind: ScanKind,
  csv: string,
  json: string
): { question: ScanQuestion; remarks: string[] } => {
  const given = readJson(json)
  const table = readTable(csv)
  const schema = {
    kulldorff: CircleParams,
    'space-time': SpaceTime,
    'getis-ord': z.object({}),
    moran: z.object({})
  }
  const remarks = unread(given, [...Object.keys(schema[kind].shape), ...described]).map(
    name => `"${name}" is no parameter of ${kind}; it was not used`
  )
  const question =
    kind === 'kulldorff'
      ? circles(table, check(CircleParams, given))
      : kind === 'space-time'
        ? spaceTime(table, check(SpaceTime, given))
        : { kind, rows: rates(table, kind === 'getis-ord') }
  return { question, remarks }
}

const circles = (table: Table, params: z.infer<typeof CircleParams>): ScanQuestion => {
  needColumns(table, ['x_km', 'y_km', 'population', 'cases'])
  const { expected } = params
  // the names under which the reference tables carry what was expected
  const name = expected === undefined ? ['expected', 'expected_stratified'].find(c => table.has(c)) : expected
  if (name) needColumns(table, [name])
  const regions: Regions = {
    x: column(table, 'x_km'),
    y: column(table, 'y_km'),
    population: column(table, 'population', 0),
    cases: column(table, 'cases', 0),
    expected: name ? column(table, name, 0) : undefined
  }
  const sum = (x: Float64Array) => x.reduce((all, v) => all + v, 0)
  if (sum(regions.population) <= 0)
    throw new InputRefused('nobody lives in these regions: population is 0 throughout')
  if (sum(regions.cases) < 1) throw new InputRefused('there are no cases')
  if (params.model === 'binomial')
    regions.cases.forEach((c, i) => {
      if (c > regions.population[i]!)
        throw new InputRefused(
          `row ${table.rowNumber(i)}: more cases than population, which binomial cannot be`
        )
    })
  return {
    kind: 'kulldorff',
    regions,
    params: {
      model: params.model,
      popUpperBound: params.pop_upper_bound,
      replicates: params.n_sim ?? params.n_mcsim ?? 999,
      seed: params.seed,
      alpha: params.alpha_level
    }
  }
}

const spaceTime = (table: Table, params: z.infer<typeof SpaceTime>): ScanQuestion => {
  const periodName = ['year', 'period', 't'].find(c => table.has(c)) ?? 'year'
  const placeName = ['county', 'place', 'location'].find(c => table.has(c)) ?? 'county'
  const [xName, yName] = table.has('x_km') ? ['x_km', 'y_km'] : ['lon', 'lat']
  const needsPopulation = params.model !== 'permutation'
  needColumns(table, [
    periodName,
    placeName,
    'count',
    xName!,
    yName!,
    ...(needsPopulation ? ['population'] : [])
  ])
  const times = column(table, periodName)
  const periods = [...new Set(times)].sort((a, b) => a - b)
  const names: string[] = []
  const placeOf = Array.from({ length: table.rows }, (_, i) => {
    const name = table.cell(i, placeName)
    if (!names.includes(name)) names.push(name)
    return names.indexOf(name)
  })
  const n = names.length
  const counts = new Float64Array(n * periods.length).fill(NaN)
  const population = needsPopulation ? new Float64Array(n * periods.length) : undefined
  const x = new Float64Array(n).fill(NaN)
  const y = new Float64Array(n)
  for (let i = 0; i < table.rows; i++) {
    const place = placeOf[i]!
    const cell = periods.indexOf(times[i]!) * n + place
    if (!Number.isNaN(counts[cell]!))
      throw new InputRefused(`row ${table.rowNumber(i)}: ${names[place]} has ${times[i]} twice`)
    counts[cell] = numberIn(table, i, 'count', { least: 0, whole: true })
    if (population) population[cell] = numberIn(table, i, 'population', { least: 0 })
    const [px, py] = [numberIn(table, i, xName!), numberIn(table, i, yName!)]
    if (!Number.isNaN(x[place]!) && (x[place] !== px || y[place] !== py))
      throw new InputRefused(`row ${table.rowNumber(i)}: ${names[place]} lies elsewhere than before`)
    x[place] = px
    y[place] = py
  }
  const gap = counts.findIndex(c => Number.isNaN(c))
  if (gap >= 0)
    throw new InputRefused(`${names[gap % n]} has no row for ${periodName} ${periods[Math.floor(gap / n)]}`)
  if (counts.every(c => c === 0)) throw new InputRefused('there are no cases')
  return {
    kind: 'space-time',
    names,
    places: { counts, population, periods: periods.length, x, y },
    params: {
      model: params.model,
      nearest: params.k,
      maxDuration: params.max_duration ?? periods.length,
      replicates: params.n_sim ?? params.n_mcsim ?? 999,
      seed: params.seed
    }
  }
}

const rates = (table: Table, needsRisk: boolean): Rates => {
  const riskName = ['births', 'population'].find(c => table.has(c))
  const counted = table.has('cases') && riskName !== undefined
  needColumns(table, ['neighbours', ...(table.has('rate') || counted ? [] : ['rate'])])
  const cases = counted ? column(table, 'cases', 0) : undefined
  const atRisk = counted ? column(table, riskName, Number.MIN_VALUE) : undefined
  const rate = table.has('rate') ? column(table, 'rate') : cases!.map((c, i) => (c / atRisk![i]!) * 1000)
  if (table.rows < 4) throw new InputRefused(`${table.rows} regions are too few: four at least`)
  const neighbours = Array.from({ length: table.rows }, (_, i) => {
    const parts = table
      .cell(i, 'neighbours')
      .split(/[;\s]+/)
      .filter(Boolean)
    const around = parts.map(part => {
      const j = /^\d+$/.test(part) ? Number(part) - 1 : -1
      if (j < 0 || j >= table.rows || j === i)
        throw new InputRefused(
          `row ${table.rowNumber(i)}: neighbour "${part.slice(0, 20)}" is no other region`
        )
      return j
    })
    return [...new Set(around)]
  })
  if (rate.every(r => r === rate[0])) throw new InputRefused('all rates are the same')
  if (neighbours.every(around => around.length === 0)) throw new InputRefused('no region has a neighbour')
  const name = (i: number) => (table.has('name') ? table.cell(i, 'name') : String(i + 1))
  return {
    names: Array.from(rate, (_, i) => name(i)),
    rate,
    ...(needsRisk ? { cases, atRisk } : {}),
    neighbours
  }
}
