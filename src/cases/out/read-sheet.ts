// Somebody's file as rows of ours: which sheet, which line names the columns, which rows are people. Never throws.
import { Problem } from '#kernel/problem.ts'
import { columnLabelled, columnNamed, type Column } from './columns.ts'
import { mostImported } from './limits.ts'
import { readRow, type Fault, type Imported, type Reading } from './from-row.ts'
import { readCsv, separators, textOf } from './sheet/csv.ts'
import { mostFileBytes, readXlsx, type Cell, type Row, type Table } from './sheet/xlsx.ts'

export type SheetRow = { readonly row: number; readonly faults: readonly Fault[]; readonly read: Imported }
export type ReadSheet =
  | { readonly ok: false; readonly problem: Problem }
  | {
      readonly ok: true
      readonly rows: readonly SheetRow[]
      /** Columns that are not of the standard: nothing of them is taken. */
      readonly unknown: readonly string[]
    }

const no = (code: `spreadsheet.${string}`, status = 400, params = {}): ReadSheet => ({
  ok: false,
  problem: new Problem(code, status, params)
})

export const readSheet = async (bytes: Uint8Array<ArrayBuffer>, reading: Reading): Promise<ReadSheet> => {
  if (bytes.length > mostFileBytes) return no('spreadsheet.too-big', 413)
  if (bytes.length === 0) return no('spreadsheet.empty')
  try {
    const tables = isZip(bytes)
      ? await readXlsx(bytes)
      : isOld(bytes)
        ? undefined
        : tablesOfText(textOf(bytes))
    if (!tables) return no('spreadsheet.old')
    for (const table of tables) {
      const found = headOf(table.rows)
      if (found) return peopleOf(table, found, reading)
    }
    return no('spreadsheet.no-columns', 400, { example: 'prs_FirstName' })
  } catch (error) {
    return { ok: false, problem: error instanceof Problem ? error : new Problem('spreadsheet.broken', 400) }
  }
}

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b
/** .xls, and an .xlsx with a password, are files of another kind: Excel can save them anew. */
const isOld = (bytes: Uint8Array) => bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11

/** Whichever separator makes the most columns that we know. */
const tablesOfText = (text: string): Table[] => {
  const [best] = separators
    .map(separator => ({ rows: readCsv(text, separator) }))
    .toSorted((a, b) => (headOf(b.rows)?.columns.size ?? 0) - (headOf(a.rows)?.columns.size ?? 0))
  return best ? [best] : []
}

type Head = { columns: Map<number, { column: Column; title: string }>; unknown: string[]; from: number }

/** The line of names, hidden in the template, and the line of labels below it; either may be missing. Names win over labels. */
const headOf = (rows: readonly Row[]): Head | undefined => {
  const seen = (find: (cell: string) => Column | undefined) =>
    rows.slice(0, 10).findIndex(row => known(row, find).length >= 2)
  const named = seen(columnNamed)
  const labelled = seen(columnLabelled)
  // a row of people may hold a word that is a label too: labels are looked for at the top only
  const first = named >= 0 ? named : labelled
  if (first < 0) return undefined
  const columns: Head['columns'] = new Map()
  const unknown: string[] = []
  const taken = new Set<Column>()
  const below = named >= 0 && labelled === named + 1 ? rows[labelled] : undefined
  const width = Math.max(rows[first]!.cells.length, below?.cells.length ?? 0)
  for (let at = 0; at < width; at++) {
    const name = rows[first]!.cells[at]?.text.trim() ?? ''
    const label = below?.cells[at]?.text.trim() ?? ''
    const column = columnNamed(name) ?? (named >= 0 && name ? undefined : columnLabelled(name || label))
    const title = name || label
    if (column && !taken.has(column)) {
      columns.set(at, { column, title })
      taken.add(column)
    } else if (title) unknown.push(title.slice(0, 80))
  }
  return { columns, unknown, from: below ? labelled + 1 : first + 1 }
}
const known = (row: Row, find: (cell: string) => Column | undefined): Column[] =>
  row.cells.flatMap(cell => (cell?.text.trim() && find(cell.text)) || [])

const peopleOf = (table: Table, { columns, unknown, from }: Head, reading: Reading): ReadSheet => {
  const lines = table.rows
    .slice(from)
    .map(line => ({ row: line.row, cells: cellsOf(line, columns) }))
    .filter(line => line.cells.length)
  if (!lines.length) return no('spreadsheet.no-rows')
  if (lines.length > mostImported) return no('spreadsheet.too-many-rows', 413, { most: mostImported })
  const seen = new Map<string, number>()
  const rows = lines.map(({ row, cells }): SheetRow => {
    const { faults, row: read } = readRow(cells, { ...reading, from1904: table.from1904 ?? false })
    const same = contentOf(read)
    const before = seen.get(same)
    if (before === undefined) seen.set(same, row)
    return {
      row,
      read,
      faults:
        before === undefined || faults.length
          ? faults
          : [{ column: '', code: 'same-row', value: String(before) }]
    }
  })
  return { ok: true, rows, unknown }
}

const cellsOf = (line: Row, columns: Head['columns']): { column: Column; title: string; cell: Cell }[] =>
  [...columns].flatMap(([at, { column, title }]) => {
    const cell = line.cells[at]
    return cell && (cell.is === 'formula' || cell.is === 'error' || cell.text.trim())
      ? [{ column, title, cell }]
      : []
  })

/** What a row says, whatever its place in the file: the same row of a file that was mended is the same row. */
export const contentOf = ({ coded, identity, under18 }: Imported): string =>
  JSON.stringify([
    { ...coded, events: coded.events?.map(event => ({ ...event, id: '' })) },
    identity,
    under18
  ])
