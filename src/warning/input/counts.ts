// The series and parameters of `fener detect`, and what it writes.
import { z } from 'zod'
import { byDate, byNumber, type Calendar } from '../surveillance/calendar.ts'
import { detect, type Detection } from '../surveillance/detect.ts'
import { readDetection, type Method } from '../surveillance/parameters.ts'
import type { Range, Series } from '../surveillance/series.ts'
import { needColumns, numberIn, readTable, type Table } from './csv.ts'
import { check, readJson, unread } from './params.ts'
import { InputRefused } from './refused.ts'

const Params = z.object({
  range: z.tuple([z.int().min(1), z.int().min(1)]).nullish(),
  freq: z.int().min(1).default(52),
  start: z.unknown().optional(),
  params: z.record(z.string(), z.unknown()).default({})
})
// the manifest of the reference tables says these about each of them
const described = ['id', 'file', 'rows', 'alarms', 'fn', 'dataset', 'column', 'description']

type Question = {
  series: Series
  range: Range
  how: Detection
  calendar: Calendar
  /** the counts as they were written */
  observed: string[]
  /** what the reader should know, though it can be answered */
  remarks: string[]
}

/** Reads a table `t, epoch, observed` and a parameter file; throws InputRefused with the row and the reason. */
export const readQuestion = (method: Method, csv: string, json: string): Question => {
  const given = readJson(json)
  const { range, freq, params } = check(Params, given)
  const table = readTable(csv)
  needColumns(table, ['t', 'observed'])
  const n = table.rows
  const counts = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    const t = numberIn(table, i, 't', { whole: true })
    if (t !== i + 1)
      throw new InputRefused(`row ${table.rowNumber(i)}: t is ${t}, where ${i + 1} was expected`)
    counts[i] = numberIn(table, i, 'observed', { least: 0, whole: true, mayMiss: true })
  }
  const [first, last] = range ?? [1, n]
  if (first > last || last > n)
    throw new InputRefused(`parameter range: ${first} to ${last} does not lie within the ${n} periods`)
  const { how, unread: unknown } = readDetection(method, params, {
    frequency: freq,
    monitored: last - first + 1
  })
  const remarks = [...unread(given, ['range', 'freq', 'start', 'params', ...described]), ...unknown].map(
    name => `"${name}" is no parameter of ${method}; it was not used`
  )
  const series: Series = { counts, frequency: freq }
  if (how.method === 'farringtonFlexible' && how.params.populationOffset) {
    if (table.has('population'))
      series.population = Float64Array.from(counts, (_, i) =>
        numberIn(table, i, 'population', { least: Number.MIN_VALUE })
      )
    else remarks.push('there is no column "population"; it was taken as the same throughout')
  }
  const dates = datesOf(table)
  return {
    series,
    range: { first: first - 1, last: last - 1 },
    how,
    calendar: dates ? byDate(dates, series) : byNumber(series),
    observed: Array.from(counts, (c, i) => (Number.isNaN(c) ? '' : table.cell(i, 'observed'))),
    remarks
  }
}

/** The epochs, where they are dates. */
const datesOf = (table: Table): Date[] | undefined => {
  if (!table.has('epoch')) return undefined
  const dates = Array.from({ length: table.rows }, (_, i) => {
    const text = table.cell(i, 'epoch')
    return new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : NaN)
  })
  return dates.some(date => Number.isNaN(date.getTime())) ? undefined : dates
}

/** One line a period: `t,observed,upperbound,alarm`; empty where nothing is said. */
export const answer = ({ series, range, how, calendar, observed }: Question): string => {
  const verdicts = detect(series, range, how, calendar)
  const lines = observed.map((count, i) => {
    const said = verdicts[i - range.first]
    const bound = said && said.bound !== null ? numeral(said.bound) : ''
    const alarm = said && said.alarm !== null ? Number(said.alarm) : ''
    return `${i + 1},${count},${bound},${alarm}`
  })
  return ['t,observed,upperbound,alarm', ...lines, ''].join('\n')
}

const numeral = (x: number) =>
  x === Infinity ? 'Inf' : x === -Infinity ? '-Inf' : String(Number(x.toPrecision(12)))
