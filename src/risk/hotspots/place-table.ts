// Tables that people bring for places: who lives where, how many cases. Every fault is told with its row and what was expected.
import { readTable, type Table } from '#warning/input/csv.ts'
import { InputRefused } from '#warning/input/refused.ts'

export type TableFault = {
  code: `place-table.${string}`
  params: Record<string, string | number>
}
export type ReadRows<Row> = { ok: true; rows: Row[]; missing: string[] } | { ok: false; faults: TableFault[] }

export type PopulationRow = { id: string; population: number | null }
export type CountRow = { id: string; cases: number; population: number | null }

const mostFaults = 10
const largest = 100_000_000

/** UTF-8, or a sentence about it: a table saved by an old spreadsheet has its names broken. */
const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const whole = (text: string): number | undefined => {
  // 3.866 and 3 866 are how the region writes thousands
  const digits = text.replace(/^(\d{1,3})(?:[. \u00a0]\d{3})+$/, match => match.replace(/[. \u00a0]/g, ''))
  return /^\d{1,9}$/.test(digits) && Number(digits) <= largest ? Number(digits) : undefined
}

type Column = { name: 'population' | 'cases'; mayMiss: boolean }

/** `known`: the places there are, by id, with every name by which a row may mean one. */
const readRows = (
  bytes: Uint8Array,
  known: ReadonlyMap<string, readonly string[]>,
  columns: readonly Column[]
):
  | { ok: true; rows: Record<string, number | null>[]; ids: string[] }
  | { ok: false; faults: TableFault[] } => {
  const refuse = (
    code: TableFault['code'],
    params: TableFault['params'] = {}
  ): { ok: false; faults: TableFault[] } => ({ ok: false, faults: [{ code, params }] })
  const text = textOf(bytes)
  if (text === undefined || text.includes('\u0000')) return refuse('place-table.encoding')
  let table: Table
  try {
    table = readTable(text)
  } catch (error) {
    if (!(error instanceof InputRefused)) throw error
    return refuse('place-table.not-a-table')
  }
  const lacking = ['id', ...columns.filter(c => !c.mayMiss).map(c => c.name)].filter(name => !table.has(name))
  if (lacking.length > 0) return refuse('place-table.no-column', { column: lacking[0]! })
  if (table.rows === 0) return refuse('place-table.empty')
  const called = new Map<string, string>()
  for (const [id, names] of known) for (const name of [id, ...names]) called.set(fold(name), id)
  const faults: TableFault[] = []
  const rows: Record<string, number | null>[] = []
  const ids: string[] = []
  for (let i = 0; i < table.rows; i++) {
    const row = table.rowNumber(i)
    const written = table.cell(i, 'id')
    const id = called.get(fold(written))
    if (!id) {
      faults.push({ code: 'place-table.unknown-place', params: { row, place: written.slice(0, 60) || '–' } })
      continue
    }
    if (ids.includes(id)) {
      faults.push({ code: 'place-table.twice', params: { row, place: id } })
      continue
    }
    const values: Record<string, number | null> = {}
    for (const { name, mayMiss } of columns) {
      const cell = table.has(name) ? table.cell(i, name) : ''
      const value = cell === '' ? null : whole(cell)
      if (value === undefined || (value === null && !mayMiss))
        faults.push({ code: 'place-table.not-whole', params: { row, column: name, value: cell.slice(0, 40) || '–' } }) // prettier-ignore
      else values[name] = value
    }
    ids.push(id)
    rows.push(values)
  }
  if (faults.length > mostFaults)
    return {
      ok: false,
      faults: [
        ...faults.slice(0, mostFaults),
        { code: 'place-table.and-more', params: { count: faults.length - mostFaults } }
      ]
    }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, rows, ids }
}

/** Case, spaces and the hooks of letters do not make another place. */
const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'dj')
    .replaceAll('Đ', 'Dj')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

type Known = ReadonlyMap<string, readonly string[]>
const absent = (known: Known, ids: readonly string[]) => [...known.keys()].filter(id => !ids.includes(id))

/** Columns id and population; an empty cell is "not set". Places that have no row stay as they are. */
export const readPopulations = (bytes: Uint8Array, known: Known): ReadRows<PopulationRow> => {
  const read = readRows(bytes, known, [{ name: 'population', mayMiss: true }])
  if (!read.ok) return read
  if (read.rows.every(row => row.population === null))
    return { ok: false, faults: [{ code: 'place-table.no-column', params: { column: 'population' } }] }
  return {
    ok: true,
    rows: read.rows.map((row, i) => ({ id: read.ids[i]!, population: row.population! })),
    missing: absent(known, read.ids)
  }
}

/** Columns id, cases and population; population may be left out where it is set already. */
export const readCounts = (bytes: Uint8Array, known: Known): ReadRows<CountRow> => {
  const read = readRows(bytes, known, [
    { name: 'cases', mayMiss: false },
    { name: 'population', mayMiss: true }
  ])
  if (!read.ok) return read
  return {
    ok: true,
    rows: read.rows.map((row, i) => ({ id: read.ids[i]!, cases: row.cases!, population: row.population ?? null })), // prettier-ignore
    missing: absent(known, read.ids)
  }
}
