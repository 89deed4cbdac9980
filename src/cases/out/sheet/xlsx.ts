// A spreadsheet as Excel and LibreOffice write and read it, as far as a table of texts needs it. Why no library: docs/decisions/0020.
import { problem } from '#kernel/problem.ts'
import { escaped, spoken, tokens } from './xml.ts'
import { unzip, zip, type Parts } from './zip.ts'

export type Cell = { readonly text: string; readonly is?: 'number' | 'formula' | 'error' }
/** `row` as the spreadsheet counts it, from 1. Rows without a word are not there. */
export type Row = { readonly row: number; readonly cells: readonly (Cell | undefined)[] }
export type Table = { readonly rows: readonly Row[]; readonly from1904?: boolean }

export const mostFileBytes = 5 * 1024 * 1024
/** Unpacked. A sheet of two hundred cases is below one. */
export const mostUnpacked = 24 * 1024 * 1024
export const mostRows = 2_000
export const mostColumns = 300

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const office = 'http://schemas.openxmlformats.org'
const letters = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26)

/** One sheet, every cell a text: nothing in it is ever calculated. The first row is bold and stays in sight. */
export const writeXlsx = (rows: readonly (readonly string[])[], sheet: string): Uint8Array<ArrayBuffer> => {
  const cell = (text: string, row: number, column: number) =>
    text === ''
      ? ''
      : `<c r="${letters(column)}${row + 1}" s="${row === 0 ? 2 : 1}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
  const lines = rows.map(
    (row, i) => `<row r="${i + 1}">${row.map((text, column) => cell(text, i, column)).join('')}</row>`
  )
  const width = rows[0]?.length ?? 1
  return zip([
    {
      name: '[Content_Types].xml',
      text: `${head}<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`
    },
    {
      name: '_rels/.rels',
      text: `${head}<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
    },
    {
      name: 'xl/workbook.xml',
      text: `${head}<workbook xmlns="${office}/spreadsheetml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships"><sheets><sheet name="${escaped(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: `${head}<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`
    },
    {
      // format 49 is "text": what is typed over a cell later stays a text too
      name: 'xl/styles.xml',
      text: `${head}<styleSheet xmlns="${office}/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      text: `${head}<worksheet xmlns="${office}/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${width}" width="24" customWidth="1"/></cols><sheetData>${lines.join('')}</sheetData></worksheet>`
    }
  ])
}

/** Every sheet that has rows, in the order of the workbook. Throws `spreadsheet.broken`, `spreadsheet.too-big`, `spreadsheet.locked`. */
export const readXlsx = async (bytes: Uint8Array<ArrayBuffer>): Promise<Table[]> => {
  const parts = unzip(bytes, mostUnpacked)
  const { sheets, from1904 } = await sheetsOf(parts)
  const shared = sharedTexts(await parts.text('xl/sharedStrings.xml'))
  const tables: Table[] = []
  for (const name of sheets) {
    const text = await parts.text(name)
    const rows = text === undefined ? [] : rowsOf(text, shared)
    if (rows.length) tables.push({ rows, from1904 })
  }
  return tables
}

const sheetsOf = async (parts: Parts) => {
  const targets = new Map<string, string>()
  for (const token of tokens((await parts.text('xl/_rels/workbook.xml.rels')) ?? ''))
    if (
      token.is === 'open' &&
      token.name === 'Relationship' &&
      /\/worksheet$/.test(token.attributes.Type ?? '')
    )
      targets.set(token.attributes.Id ?? '', (token.attributes.Target ?? '').replace(/^\/?(xl\/)?/, 'xl/'))
  const sheets: string[] = []
  let from1904 = false
  const workbook = await parts.text('xl/workbook.xml')
  if (workbook === undefined) throw problem('spreadsheet.broken', 400)
  for (const token of tokens(workbook))
    if (token.is === 'open' && token.name === 'sheet') {
      const target = targets.get(token.attributes.id ?? '')
      if (target) sheets.push(target)
    } else if (token.is === 'open' && token.name === 'workbookPr')
      from1904 = ['1', 'true'].includes(token.attributes.date1904 ?? '')
  return { sheets: sheets.slice(0, 20), from1904 }
}

/** Texts stand apart, once each; of a text in several colours the runs belong together, and how it is pronounced does not count. */
const sharedTexts = (xml: string | undefined): string[] => {
  const texts: string[] = []
  let now: string | undefined
  let inText = false
  let spokenAside = false
  for (const token of tokens(xml ?? ''))
    if (token.is === 'open') {
      if (token.name === 'si') now = ''
      if (token.name === 'si' && token.closed) texts.push('')
      if (token.name === 'rPh' && !token.closed) spokenAside = true
      if (token.name === 't') inText = !token.closed
    } else if (token.is === 'close') {
      if (token.name === 'si') texts.push(spoken(now ?? ''))
      if (token.name === 'rPh') spokenAside = false
      if (token.name === 't') inText = false
    } else if (inText && !spokenAside && now !== undefined) now += token.text
  return texts
}

const columnOf = (reference: string | undefined): number | undefined => {
  const found = /^([A-Z]{1,3})\d*$/.exec(reference ?? '')
  return found
    ? [...found[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
    : undefined
}

const rowsOf = (xml: string, shared: readonly string[]): Row[] => {
  const rows: Row[] = []
  let number = 0
  let cells: (Cell | undefined)[] = []
  let column = -1
  let type = ''
  let value = ''
  let formula = false
  let inside = ''
  const endCell = () => {
    const text =
      type === 's'
        ? (shared[Number(value)] ?? '')
        : type === 'inlineStr' || type === 'str'
          ? spoken(value)
          : value
    if (formula) cells[column] = { text, is: 'formula' }
    else if (type === 'e') cells[column] = { text, is: 'error' }
    else if (type === 'b') cells[column] = { text: text.trim() === '1' ? 'TRUE' : 'FALSE' }
    else if (type === 'd') cells[column] = { text: text.slice(0, 10) }
    else if (text !== '') cells[column] = type === '' || type === 'n' ? { text, is: 'number' } : { text }
  }
  for (const token of tokens(xml))
    if (token.is === 'text') {
      if (inside === 'v' || inside === 't') value += token.text
    } else if (token.is === 'open') {
      if (token.name === 'row') {
        number = Number(token.attributes.r) || number + 1
        cells = []
        column = -1
      } else if (token.name === 'c') {
        column = columnOf(token.attributes.r) ?? column + 1
        if (column >= mostColumns) throw problem('spreadsheet.too-big', 413)
        type = token.attributes.t ?? ''
        value = ''
        formula = false
      } else if (token.name === 'f') formula = true
      inside = token.closed ? inside : token.name
      if (token.name === 'c' && token.closed) inside = ''
    } else {
      inside = ''
      if (token.name === 'c') endCell()
      else if (token.name === 'row' && cells.some(cell => cell && (cell.is || cell.text.trim()))) {
        rows.push({ row: number, cells })
        if (rows.length > mostRows) throw problem('spreadsheet.too-big', 413)
      }
    }
  return rows
}
