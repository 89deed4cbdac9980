import writeExcel from 'write-excel-file/node'
import type { SheetCell } from './sheet.ts'

/** One sheet; the first row is its head and stays in sight. */
export const xlsxOf = async (sheet: readonly (readonly SheetCell[])[], name: string): Promise<Uint8Array> => {
  const [head = [], ...rows] = sheet
  const widths = [28, 34, 7, 10, 46, 14, 12, 12, 14, 14, 16, 9, 9, 16, 22]
  const cell = (value: SheetCell) =>
    value === null
      ? null
      : typeof value === 'number'
        ? { value, type: Number, alignVertical: 'top' as const }
        : { value, type: String, wrap: true, alignVertical: 'top' as const }
  const data = [
    head.map(value => ({
      value: String(value ?? ''),
      type: String,
      fontWeight: 'bold' as const,
      wrap: true,
      backgroundColor: '#F1EADD'
    })),
    ...rows.map(row => row.map(cell))
  ]
  const made = await writeExcel(data, {
    sheet: name.slice(0, 31),
    stickyRowsCount: 1,
    columns: widths.map(width => ({ width }))
  })
  return new Uint8Array(await made.toBuffer())
}
