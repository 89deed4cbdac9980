// A table as people's programs write it: with or without a byte-order mark, any line ends, quotes, comma, semicolon or tab.
import { InputRefused } from './refused.ts'

export type Table = {
  has(column: string): boolean
  /** row number in the file, the heading being 1 */
  rowNumber(row: number): number
  rows: number
  cell(row: number, column: string): string
}

const separators = [',', ';', '\t'] as const

export const readTable = (text: string): Table => {
  const body = text.replace(/^\uFEFF/, '')
  const heading = body.slice(0, body.search(/[\r\n]|$/))
  const separator = separators.reduce((best, s) =>
    heading.split(s).length > heading.split(best).length ? s : best
  )
  const lines = cells(body, separator).filter(({ values }) => values.some(value => value !== ''))
  const [head, ...rows] = lines
  if (!head) throw new InputRefused('the table is empty')
  const columns = new Map<string, number>()
  head.values.forEach((name, i) => {
    if (name !== '' && columns.has(name)) throw new InputRefused(`the column "${name}" is there twice`)
    columns.set(name, i)
  })
  for (const { values, line } of rows)
    if (values.length !== head.values.length)
      throw new InputRefused(`row ${line}: ${values.length} cells, but the heading has ${head.values.length}`)
  return {
    has: column => columns.has(column),
    rowNumber: row => rows[row]!.line,
    rows: rows.length,
    cell: (row, column) => rows[row]!.values[columns.get(column)!]!
  }
}

const cells = (body: string, separator: string): { values: string[]; line: number }[] => {
  const lines: { values: string[]; line: number }[] = []
  let values: string[] = []
  let value = ''
  let quoted = false
  let line = 1
  let begun = 1
  const endCell = () => {
    values.push(value.trim())
    value = ''
  }
  const endLine = () => {
    endCell()
    lines.push({ values, line: begun })
    values = []
  }
  for (let i = 0; i < body.length; i++) {
    const c = body[i]!
    if (c === '\n' || (c === '\r' && body[i + 1] !== '\n')) line++
    if (quoted) {
      if (c !== '"') value += c
      else if (body[i + 1] === '"') value += body[i++]
      else quoted = false
    } else if (c === '"' && value.trim() === '') quoted = true
    else if (c === separator) endCell()
    else if (c === '\n' || c === '\r') {
      if (c === '\r' && body[i + 1] === '\n') {
        i++
        line++
      }
      endLine()
      begun = line
    } else value += c
  }
  if (quoted) throw new InputRefused(`row ${begun}: a quote is opened and never closed`)
  if (value !== '' || values.length > 0) endLine()
  return lines
}

export const needColumns = (table: Table, columns: readonly string[]): void => {
  const missing = columns.filter(column => !table.has(column))
  if (missing.length > 0)
    throw new InputRefused(`the column ${missing.map(c => `"${c}"`).join(', ')} is missing`)
  if (table.rows === 0) throw new InputRefused('the table has a heading and no rows')
}

const missing = new Set(['', 'NA', 'NaN', 'null'])

/** A number of a cell, NaN where it is missing and may be; refused with its row and reason otherwise. */
export const numberIn = (
  table: Table,
  row: number,
  column: string,
  { least = -Infinity, whole = false, mayMiss = false } = {}
): number => {
  const text = table.cell(row, column)
  const refuse = (why: string) => new InputRefused(`row ${table.rowNumber(row)}: ${column} ${why}`)
  if (missing.has(text)) {
    if (mayMiss) return NaN
    throw refuse('is missing')
  }
  const value = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text) ? Number(text) : NaN
  if (!Number.isFinite(value)) throw refuse(`is "${text.slice(0, 40)}", not a number`)
  if (value < least) throw refuse(`is ${text}, less than ${least}`)
  if (whole && !Number.isInteger(value)) throw refuse(`is ${text}, not a whole number`)
  return value
}
