// What a report is made of: sections of words, numbers, tables and drawings. Numbers stand under the names of their chips.

import type { Language, Trilingual } from '#kernel/locale.ts'
import type { Protected } from '#kernel/small-numbers.ts'
import type { Progress, Target } from '#plan/index.ts'
import type { ShownValue } from './shown-value.ts'

export type ValueRef = {
  chip: string
  label: Trilingual
  /** The number of the row in the whole report, when the rows are those of the strategy. */
  row?: number
  /** The row that is counted instead: this one is printed twice in the strategy. */
  twinOfRow?: number
  note?: Trilingual
  /** As the previous year's report showed it. */
  before?: ShownValue
  /** What the municipality wanted to reach this year; absent is not set. */
  target?: Target
}
export type WordsBlock = {
  kind: 'words'
  id: string
  /** Stands before the text, in bold: the name of a goal. Not edited: it is the strategy's word. */
  lead?: Trilingual
  text: Trilingual
  /** Languages whose text is older than another's: to be translated before approval. */
  stale: readonly Language[]
}
export type FiguresBlock = {
  kind: 'figures'
  id: string
  caption: Trilingual
  /** A list of what has no value: the values would all say the same. */
  labelsOnly?: true
  groups: readonly { title?: Trilingual; values: readonly ValueRef[] }[]
}
export type ProgressBlock = {
  kind: 'progress'
  id: string
  caption: Trilingual
  groups: readonly { title: Trilingual; rows: readonly { title: Trilingual; progress: Progress }[] }[]
}
/** Text in one language only (an address, evidence as somebody wrote it) is a string: it is never transliterated. */
export type Written = { text: Trilingual | string; align?: 'start' | 'end' }
/** What was true on the day of the draft: tasks, money. No number of people stands in one. */
export type TableBlock = {
  kind: 'table'
  id: string
  caption: Trilingual
  columns: readonly { title: Trilingual; align: 'start' | 'end' }[]
  groups: readonly { title?: Trilingual; rows: readonly (readonly Written[])[] }[]
}
/** Years of numbers, drawn and as a table. This year's come from their chips; those before are as they were shown then. */
export type SeriesBlock = {
  kind: 'series'
  id: string
  caption: Trilingual
  lines: readonly {
    chip: string
    label: Trilingual
    before: readonly { year: number; shown: ShownValue }[]
  }[]
}
export type PlaceName = { sr: string; sr_cyrl: string; sq: string }
/** A map with protected counts, drawn when the report was drafted, and as a table. */
export type PlacesBlock = {
  kind: 'places'
  id: string
  caption: Trilingual
  width: number
  height: number
  outlines: readonly string[]
  /** Whose borders they are. */
  credit?: string
  places: readonly {
    name: PlaceName
    x: number
    y: number
    radius: number
    label?: { x: number; y: number; anchor: 'start' | 'middle' | 'end' }
    shown: Protected
  }[]
}
export type Block = WordsBlock | FiguresBlock | ProgressBlock | TableBlock | SeriesBlock | PlacesBlock
export type Section = { id: string; title: Trilingual; blocks: readonly Block[] }

/** Paragraphs that people added themselves; only these can be removed. */
export const isOwn = (block: { id: string }): boolean => block.id.startsWith('own-')
