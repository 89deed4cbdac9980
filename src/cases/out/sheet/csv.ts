// Comma, semicolon or tab between the cells, quotes around them: what spreadsheets save when they are asked for text.
import { problem } from '#kernel/problem.ts'
import { mostColumns, mostRows, type Cell, type Row } from './xlsx.ts'

/** UTF-8 or UTF-16 where it says so or is so; else what Windows wrote in our region. */
export const textOf = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1250').decode(bytes)
  }
}

export const separators = [',', ';', '\t'] as const

/** Throws `spreadsheet.too-big`. A quote that is never closed ends with the file. */
export const readCsv = (text: string, separator: (typeof separators)[number]): Row[] => {
  const rows: Row[] = []
  let cells: (Cell | undefined)[] = []
  let cell = ''
  let quoted = false
  let number = 1
  const endCell = () => {
    if (cells.length >= mostColumns) throw problem('spreadsheet.too-big', 413)
    cells.push(
      cell === ''
        ? undefined
        : { text: cell, ...(cell.trimStart().startsWith('=') && { is: 'formula' as const }) }
    )
    cell = ''
  }
  const endRow = () => {
    endCell()
    if (cells.some(one => one?.text.trim())) rows.push({ row: number, cells })
    if (rows.length > mostRows) throw problem('spreadsheet.too-big', 413)
    cells = []
    number++
  }
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!
    if (quoted) {
      if (letter !== '"') cell += letter
      else if (text[at + 1] === '"') cell += text[++at]
      else quoted = false
    } else if (letter === '"' && cell === '') quoted = true
    else if (letter === separator) endCell()
    else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && text[at + 1] === '\n') at++
      endRow()
    } else cell += letter
  }
  if (cell !== '' || cells.length) endRow()
  return rows
}
