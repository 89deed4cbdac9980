// The report as a small tree of sections, paragraphs and tables, for one reader. A Svelte page and the PDF both set this tree,
// so they cannot say different things. No HTML strings: nothing a person wrote is ever markup.

import { trilingual, type Locale, type Trilingual } from '#kernel/locale.ts'
import type { AnnualReport, Block, FiguresBlock, ProgressBlock, ValueRef } from './report.ts'
import { renderWords, type Run } from './report-text.ts'
import type { ReportValues } from './report-values.ts'
import { formatNumber, sayValue, type ShownValue, type ValueState } from './shown-value.ts'
import { fill, type ReportWord } from './words.ts'

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
export type TreeSection = { id: string; title: string; blocks: (TreeParagraph | TreeTable)[] }
export type ReportTree = { locale: Locale; year: number; title: string; sections: TreeSection[] }

type Voice = {
  locale: Locale
  say: (t: Trilingual) => string
  values: ReportValues
  toCyrillic: (s: string) => string
}

export const reportHtml = (
  report: Pick<AnnualReport, 'year' | 'sections'> & Partial<Pick<AnnualReport, 'corrections'>>,
  values: ReportValues,
  locale: Locale,
  toCyrillic: (serbianLatin: string) => string
): ReportTree => {
  const voice: Voice = { locale, values, toCyrillic, say: t => trilingual(t, locale, toCyrillic) }
  const sections = report.sections.map(section => ({
    id: section.id,
    title: voice.say(section.title),
    blocks: section.blocks.flatMap(block => setBlock(block, voice))
  }))
  return {
    locale,
    year: report.year,
    title: voice.say(fill('title', { year: report.year })),
    sections: [...sections, ...correctionSection(report.corrections ?? [], voice)]
  }
}

const correctionSection = (corrections: AnnualReport['corrections'], { say }: Voice): TreeSection[] =>
  corrections.length === 0
    ? []
    : [
        {
          id: 'corrections',
          title: say(fill('corrections.title')),
          blocks: corrections.map(c => ({ kind: 'paragraph', runs: [{ text: `${c.on}: ${say(c.text)}` }] }))
        }
      ]

const setBlock = (block: Block, voice: Voice): (TreeParagraph | TreeTable)[] => {
  switch (block.kind) {
    case 'words': {
      const text =
        voice.locale === 'sr-Cyrl' || voice.locale === 'sr-Latn' ? block.text.sr : block.text[voice.locale]
      return text
        .split(/\n\s*\n/)
        .filter(p => p.trim())
        .map((p, i) => ({
          kind: 'paragraph',
          ...(i === 0 && block.lead ? { lead: voice.say(block.lead) } : {}),
          runs: renderWords(p.trim(), voice.values, voice.locale, voice.toCyrillic)
        }))
    }
    case 'figures':
      return [figuresTable(block, voice)]
    case 'progress':
      return [progressTable(block, voice)]
    default:
      return block satisfies never
  }
}

const figuresTable = (block: FiguresBlock, { say, locale, values, toCyrillic }: Voice): TreeTable => {
  const refs = block.groups.flatMap(g => g.values)
  const numbered = refs.some(r => r.row !== undefined)
  const labelsOnly = block.labelsOnly ?? false
  const compared = !labelsOnly && refs.some(r => r.before !== undefined && tells(r.before))
  const column = (word: ReportWord, align: Column['align']): Column => ({ text: say(fill(word)), align })
  const cell = (shown: ShownValue): TableCell => ({
    ...sayValue(shown, locale, toCyrillic),
    ...(shown !== 'not-set' && shown.kind === 'qualitative' ? { words: true as const } : {})
  })
  const cells = (ref: ValueRef): TableCell[] => {
    const value = values.get(ref.chip)
    if (!value) throw new RangeError(`no such number in this report: ${ref.chip}`)
    return [
      ...(numbered ? [{ text: ref.row === undefined ? '' : formatNumber(ref.row, locale) }] : []),
      { text: say(ref.label), ...(ref.note ? { note: say(ref.note) } : {}) },
      ...(labelsOnly ? [] : [{ ...cell(value.shown), chip: ref.chip }]),
      ...(compared ? [cell(ref.before ?? 'not-set')] : [])
    ]
  }
  return {
    kind: 'table',
    id: block.id,
    caption: say(block.caption),
    numbered,
    columns: [
      ...(numbered ? [column('column.no', 'start')] : []),
      column(numbered ? 'column.indicator' : 'column.what', 'start'),
      ...(labelsOnly ? [] : [column('column.value', 'end')]),
      ...(compared ? [column('column.before', 'end')] : [])
    ],
    groups: block.groups.map(group => ({
      ...(group.title ? { title: say(group.title) } : {}),
      rows: group.values.map(cells)
    }))
  }
}

/** A column of nothing but "not measured" and "not published" is not worth its width. */
const tells = (before: ShownValue): boolean =>
  before !== 'not-set' && (typeof before.value !== 'object' || !('hidden' in before.value))

const progressTable = (block: ProgressBlock, { say, locale }: Voice): TreeTable => {
  const kinds = ['done', 'under-way', 'late', 'not-begun', 'total'] as const
  return {
    kind: 'table',
    id: block.id,
    caption: say(block.caption),
    numbered: false,
    columns: [
      { text: say(fill('column.activity')), align: 'start' },
      ...kinds.map((k): Column => ({ text: say(fill(`column.${k}`)), align: 'end' }))
    ],
    groups: block.groups.map(group => ({
      title: say(group.title),
      rows: group.rows.map(row => [
        { text: say(row.title) },
        ...kinds.map((k): TableCell => ({ text: formatNumber(row.progress[k], locale) }))
      ])
    }))
  }
}
