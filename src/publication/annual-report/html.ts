// The report as a small tree of sections, paragraphs and tables, for one reader. A Svelte page and the PDF both set this tree,
// so they cannot say different things. No HTML strings: nothing a person wrote is ever markup.

import { languageOf, trilingual, type Locale, type Trilingual } from '#kernel/locale.ts'
import { formatDate } from '#locales/format.ts'
import type { Target } from '#plan/index.ts'
import type { Changes } from './changes.ts'
import type { Block, FiguresBlock, ProgressBlock, ValueRef } from './blocks.ts'
import type { AnnualReport, Approval } from './report.ts'
import { renderWords } from './report-text.ts'
import type { ReportValues } from './report-values.ts'
import { progressChart, setPlaces, setSeries, writtenTable, type Voice } from './set-blocks.ts'
import { formatNumber, sayValue, type ShownValue } from './shown-value.ts'
import type {
  Column,
  ReportTree,
  TableCell,
  TreeBlock,
  TreeParagraph,
  TreeSection,
  TreeTable
} from './tree.ts'
import { fill, type ReportWord } from './words.ts'

/** When and why it corrects the edition before it, what changed, and the numbers that stood in the words of that edition. */
export type Correction = { on: string; reason: Trilingual; changes: Changes; before: ReportValues }

/** A lead stands before its text like a sentence of its own. */
export const asLead = (lead: string): string => (/[.:]$/.test(lead) ? lead : `${lead}.`)

export const reportHtml = (
  report: Pick<AnnualReport, 'year' | 'sections'>,
  values: ReportValues,
  locale: Locale,
  toCyrillic: (serbianLatin: string) => string,
  correction?: Correction
): ReportTree => {
  const voice: Voice = { locale, values, toCyrillic, say: t => trilingual(t, locale, toCyrillic) }
  const sections = report.sections.map(section => ({
    id: section.id,
    title: voice.say(section.title),
    blocks: section.blocks.flatMap(block => setBlock(block, voice))
  }))
  const title = voice.say(fill('title', { year: report.year }))
  if (!correction) return { locale, year: report.year, title, sections }
  const corrected = voice.say(correctedLine(correction))
  return {
    locale,
    year: report.year,
    title,
    corrected,
    sections: [correctionSection(correction, corrected, voice), ...sections]
  }
}

const correctedLine = ({ on, reason }: Correction): Trilingual =>
  fill('corrections.line', {
    date: { sr: formatDate('sr-Latn', on), sq: formatDate('sq', on), en: formatDate('en', on) },
    reason
  })

/** Stands first: whoever has read the edition before finds at once what is different. */
const correctionSection = ({ changes, before }: Correction, corrected: string, voice: Voice): TreeSection => {
  const { say, locale, toCyrillic } = voice
  const language = languageOf(locale)
  const cell = (shown: ShownValue) => shownCell(shown, voice)
  const column = (word: ReportWord, align: Column['align']): Column => ({ text: say(fill(word)), align })
  const quote = (lead: Trilingual, text: string, of: ReportValues): TreeParagraph => ({
    kind: 'paragraph',
    lead: say(lead),
    runs: renderWords(text.trim().replace(/\s*\n\s*/g, ' '), of, locale, toCyrillic)
  })
  const numbers: TreeTable[] =
    changes.numbers.length === 0
      ? []
      : [
          {
            kind: 'table',
            id: 'corrections-numbers',
            caption: say(fill('corrections.numbers')),
            numbered: false,
            columns: [
              column('column.what', 'start'),
              column('column.was', 'end'),
              column('column.now', 'end')
            ],
            groups: [
              { rows: changes.numbers.map(n => [{ text: say(n.label) }, cell(n.before), cell(n.now)]) }
            ]
          }
        ]
  const words = changes.words
    .filter(w => w.before?.[language] !== w.now?.[language])
    .flatMap(w => {
      const [was, now] = [w.before?.[language].trim(), w.now?.[language].trim()]
      const where = w.lead ?? w.section
      return [
        ...(was ? [quote(fill('corrections.was', { where }), was, before)] : []),
        ...(now
          ? [quote(fill(was ? 'corrections.now' : 'corrections.added', { where }), now, voice.values)]
          : [{ kind: 'paragraph' as const, runs: [{ text: say(fill('corrections.left-out')) }] }])
      ]
    })
  const all = [...numbers, ...words]
  return {
    id: 'corrections',
    title: say(fill('corrections.title')),
    blocks: [
      { kind: 'paragraph', runs: [{ text: corrected }] },
      ...(all.length > 0
        ? all
        : [{ kind: 'paragraph' as const, runs: [{ text: say(fill('corrections.nothing')) }] }])
    ]
  }
}

/** Stands last: by whom what is said above was approved. */
export const approvalSection = (
  approvals: readonly Approval[],
  locale: Locale,
  toCyrillic: (s: string) => string
): TreeSection[] => {
  const say = (t: Trilingual): string => trilingual(t, locale, toCyrillic)
  const named = approvals.filter(a => a.name)
  if (named.length === 0) return []
  return [
    {
      id: 'approved',
      title: say(fill('approved.title')),
      blocks: named.map(({ name, office, on }) => ({
        kind: 'paragraph',
        runs: [
          // a name is not transliterated: it may be an Albanian one
          { text: `${name}, ` },
          {
            text: say(
              fill('approved.line', {
                office,
                date: { sr: formatDate('sr-Latn', on), sq: formatDate('sq', on), en: formatDate('en', on) }
              })
            )
          }
        ]
      }))
    }
  ]
}

/** One block as it will be read; the desk shows it so, too. */
export const setBlock = (block: Block, voice: Voice): TreeBlock[] => {
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
      return [progressChart(block, voice), progressTable(block, voice)]
    case 'table':
      return [writtenTable(block, voice)]
    case 'series':
      return setSeries(block, voice)
    case 'places':
      return setPlaces(block, voice)
    default:
      return block satisfies never
  }
}

const shownCell = (shown: ShownValue, { locale, toCyrillic }: Voice): TableCell => ({
  ...sayValue(shown, locale, toCyrillic),
  ...(shown !== 'not-set' && shown.kind === 'qualitative' ? { words: true as const } : {})
})

const figuresTable = (block: FiguresBlock, voice: Voice): TreeTable => {
  const { say, locale, values } = voice
  const refs = block.groups.flatMap(g => g.values)
  const numbered = refs.some(r => r.row !== undefined)
  const labelsOnly = block.labelsOnly ?? false
  const aimed = !labelsOnly && refs.some(r => r.target !== undefined)
  const compared = !labelsOnly && refs.some(r => r.before !== undefined && tells(r.before))
  const column = (word: ReportWord, align: Column['align']): Column => ({ text: say(fill(word)), align })
  const cell = (shown: ShownValue) => shownCell(shown, voice)
  const cells = (ref: ValueRef): TableCell[] => {
    const value = values.get(ref.chip)
    if (!value) throw new RangeError(`no such number in this report: ${ref.chip}`)
    return [
      ...(numbered ? [{ text: ref.row === undefined ? '' : formatNumber(ref.row, locale) }] : []),
      { text: say(ref.label), ...(ref.note ? { note: say(ref.note) } : {}) },
      ...(labelsOnly ? [] : [{ ...cell(value.shown), chip: ref.chip }]),
      ...(aimed ? [targetCell(ref.target, value.shown, voice)] : []),
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
      ...(aimed ? [column('column.target', 'end')] : []),
      ...(compared ? [column('column.before', 'end')] : [])
    ],
    groups: block.groups.map(group => ({
      ...(group.title ? { title: say(group.title) } : {}),
      rows: group.values.map(cells)
    }))
  }
}

const targetCell = (target: Target | undefined, shown: ShownValue, { say, locale }: Voice): TableCell => {
  if (!target) return { text: say(fill('target.not-set')), state: 'not-set' }
  if (target.at === 'yes') return { text: say(fill('target.yes')) }
  const percent = shown !== 'not-set' && shown.kind === 'percent' ? '\u00a0%' : ''
  return { text: say(fill(`target.${target.at}`, { n: `${formatNumber(target.number, locale)}${percent}` })) }
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
