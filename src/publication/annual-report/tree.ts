// The report as it is set: a small tree of sections, paragraphs, tables and drawings, in one language. Everything is text.

import type { Locale } from '#kernel/locale.ts'
import type { TreeChart } from './chart.ts'
import type { Run } from './report-text.ts'
import type { ValueState } from './shown-value.ts'

export type Column = { text: string; align: 'start' | 'end' }
/** `words`: an answer in sentences, set like text even in a column of numbers. */
export type TableCell = { text: string; state?: ValueState; chip?: string; note?: string; words?: true }
export type TreeTable = {
  kind: 'table'
  id: string
  caption: string
  /** The first column is the number of the row. */
  numbered: boolean
  columns: Column[]
  groups: { title?: string; rows: TableCell[][] }[]
}
export type TreeParagraph = { kind: 'paragraph'; lead?: string; runs: Run[] }
export type TreeBlock = TreeParagraph | TreeTable | TreeChart
export type TreeSection = { id: string; title: string; blocks: TreeBlock[] }
/** Where a number of this edition comes from, in the reader's language: its own page has an address. */
export type TreeNumber = {
  chip: string
  label: string
  text: string
  state: ValueState
  period: string
  how: string
  /** The published evaluation it rests on: it has a page of its own. */
  evaluation?: string
}
export type ReportTree = {
  locale: Locale
  year: number
  title: string
  sections: TreeSection[]
  /** "Corrected edition of …: …", when it corrects another. */
  corrected?: string
  /** Absent in editions from before numbers had addresses. */
  numbers?: TreeNumber[]
}
