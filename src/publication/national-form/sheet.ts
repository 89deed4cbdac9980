// The rows as a sheet of cells, for CSV and XLSX alike. A cell that a spreadsheet would read as a formula is made into text.

import { languageOf, trilingual, type Locale } from '#kernel/locale.ts'
import { addDays } from '#kernel/period.ts'
import { formatNumber, sayValue } from '../annual-report/shown-value.ts'
import { figuresOf, type NationalRow } from './rows.ts'

/** `label` says a word of the form in the reader's language. */
export type Label = (key: string, params?: Record<string, number>) => string
export type SheetCell = string | number | null

const columns = [
  'table', 'activity', 'row', 'id', 'indicator', 'kind', 'from', 'to', 'baseline', 'target', 'value', 'part', 'whole', 'state', 'source'
] as const // prettier-ignore

export const sheetOf = (
  rows: readonly NationalRow[],
  locale: Locale,
  label: Label,
  toCyrillic: (latin: string) => string
): SheetCell[][] => {
  const say = (t: NationalRow['table']) => trilingual(t, locale, toCyrillic)
  const head = columns.map(c => label(`national.${c}`))
  const body = rows.map((row): SheetCell[] => {
    const { value, part, whole } = figuresOf(row.shown)
    const words = row.shown !== 'not-set' && row.shown.kind === 'qualitative' ? say(row.shown.value) : null
    const yes =
      row.kind === 'yes_no' && value !== undefined ? sayValue(row.shown, locale, toCyrillic).text : null
    return [
      say(row.table),
      say(row.activity),
      row.row,
      row.id,
      say(row.indicator),
      label(`national.kind.${row.kind}`),
      row.period.from,
      addDays(row.period.to, -1),
      row.baseline ? row.baseline.value : null,
      targetCell(row, locale),
      row.twinOfRow === null
        ? (words ?? yes ?? value ?? null)
        : label('national.twin', { row: row.twinOfRow }),
      row.twinOfRow === null ? (part ?? null) : null,
      row.twinOfRow === null ? (whole ?? null) : null,
      label(`national.state.${row.state}`),
      label(`national.source.${row.source}`)
    ]
  })
  return [head, ...body].map(cells => cells.map(safeCell))
}

const targetCell = ({ target }: NationalRow, locale: Locale): SheetCell => {
  if (!target) return null
  if (target.at === 'yes') return { sr: 'da', sq: 'po', en: 'yes' }[languageOf(locale)]
  return `${target.at === 'least' ? '≥' : '≤'} ${formatNumber(target.number, locale)}`
}

/** What begins like a formula begins with an apostrophe instead: OWASP's rule, also for tabs, line ends and full-width signs. */
export const safeCell = (cell: SheetCell): SheetCell =>
  typeof cell === 'string' && /^\s*[=+\-@\t\r\n＝＋－＠|%]/.test(cell) ? `'${cell}` : cell

/** RFC 4180, with a byte order mark so that Cyrillic opens right. */
export const csvOf = (sheet: readonly (readonly SheetCell[])[]): string =>
  '\ufeff' +
  sheet
    .map(row => row.map(c => (c === null ? '' : `"${String(c).replaceAll('"', '""')}"`)).join(','))
    .join('\r\n') +
  '\r\n'
