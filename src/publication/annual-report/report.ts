// The annual report: sections of words and numbers, and the dated facts of its way to the public.
// A published edition does not change. A mistake is corrected in another edition, with a date and a reason, beside the one it corrects.

import { languages, type Language, type Trilingual } from '#kernel/locale.ts'
import type { Progress } from '#plan/index.ts'
import { checkWords } from './report-text.ts'
import type { ReportValue, ReportValues } from './report-values.ts'
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
export type Block = WordsBlock | FiguresBlock | ProgressBlock
export type Section = { id: string; title: Trilingual; blocks: readonly Block[] }

type Dated = { on: string; by: string }
export type ReportFact = Dated &
  (
    | { kind: 'report-drafted'; year: number; sections: readonly Section[] }
    | { kind: 'section-edited'; section: string; block: string; language: Language; text: string }
    | { kind: 'sent-for-approval' }
    | { kind: 'returned'; reason: string }
    /** The numbers as the approver saw them: whatever is counted or entered later does not reach this edition. */
    | { kind: 'approved'; values: readonly ReportValue[] }
    | { kind: 'published' }
    /** `sections`: the published ones, with tables made anew from what holds now. */
    | { kind: 'correction-opened'; reason: Trilingual; sections: readonly Section[] }
    | { kind: 'correction-dropped' }
  )
export type ReportFactKind = ReportFact['kind']
export type ReportStatus = 'not-begun' | 'draft' | 'correcting' | 'waiting' | 'approved' | 'published'

/** What one publication said: its words and its numbers. The first has no reason, each later one corrects the one before. */
export type Edition = {
  edition: number
  on: string
  sections: readonly Section[]
  values: readonly ReportValue[]
  reason?: Trilingual
}
export type AnnualReport = {
  year: number
  status: ReportStatus
  sections: readonly Section[]
  returnedBecause?: string
  /** From approval on; while people still write, the numbers are those that hold at the moment. */
  frozen?: readonly ReportValue[]
  editions: readonly Edition[]
  /** Why the newest edition is being corrected. */
  correcting?: Trilingual
}

export const nextReportFacts = {
  'not-begun': ['report-drafted'],
  draft: ['report-drafted', 'section-edited', 'sent-for-approval'],
  correcting: ['section-edited', 'sent-for-approval', 'correction-dropped'],
  waiting: ['returned', 'approved'],
  approved: ['returned', 'published'],
  published: ['correction-opened']
} as const satisfies Record<ReportStatus, readonly ReportFactKind[]>

const nothing: AnnualReport = { year: 0, status: 'not-begun', sections: [], editions: [] }

export const foldReport = (facts: readonly ReportFact[]): AnnualReport => facts.reduce(apply, nothing)

const apply = (report: AnnualReport, fact: ReportFact): AnnualReport => {
  switch (fact.kind) {
    case 'report-drafted':
      return { ...nothing, year: fact.year, sections: fact.sections, status: 'draft' }
    case 'section-edited':
      return { ...report, sections: report.sections.map(s => (s.id === fact.section ? edited(s, fact) : s)) }
    case 'sent-for-approval': {
      const { returnedBecause: _, ...rest } = report
      return { ...rest, status: 'waiting' }
    }
    case 'returned': {
      const { frozen: _, ...rest } = report
      return { ...rest, status: report.correcting ? 'correcting' : 'draft', returnedBecause: fact.reason }
    }
    case 'approved':
      return { ...report, status: 'approved', frozen: fact.values }
    case 'published':
      return published(report, fact.on)
    case 'correction-opened': {
      const { frozen: _, ...rest } = report
      return { ...rest, status: 'correcting', sections: fact.sections, correcting: fact.reason }
    }
    case 'correction-dropped': {
      const { correcting: _, returnedBecause: __, ...rest } = report
      const { sections, values } = report.editions.at(-1)!
      return { ...rest, status: 'published', sections, frozen: values }
    }
    default:
      return fact satisfies never
  }
}

const published = (report: AnnualReport, on: string): AnnualReport => {
  const { correcting, ...rest } = report
  const edition: Edition = {
    edition: report.editions.length + 1,
    on,
    sections: report.sections,
    values: report.frozen ?? [],
    ...(correcting ? { reason: correcting } : {})
  }
  return { ...rest, status: 'published', editions: [...report.editions, edition] }
}

type Edit = Extract<ReportFact, { kind: 'section-edited' }>

const edited = (section: Section, edit: Edit): Section => ({
  ...section,
  blocks: section.blocks.map(block =>
    block.kind !== 'words' || block.id !== edit.block || block.text[edit.language] === edit.text
      ? block
      : {
          ...block,
          text: { ...block.text, [edit.language]: edit.text },
          stale: staleAfter(block, edit.language)
        }
  )
})

/** Translating a stale text brings it level; changing one that was level leaves the others behind. */
const staleAfter = (block: WordsBlock, language: Language): Language[] =>
  block.stale.includes(language)
    ? block.stale.filter(l => l !== language)
    : languages.filter(l => l !== language)

export type ReportRefusal =
  | 'report.not-now'
  | 'report.no-such-block'
  | 'report.unknown-chip'
  | 'report.broken-chip'
  | 'report.not-translated'
  | 'report.needs-reason'
  | 'report.needs-words'

export const refuseReportFact = (
  facts: readonly ReportFact[],
  fact: ReportFact,
  values: ReportValues
): ReportRefusal | undefined => {
  const report = foldReport(facts)
  const allowed: readonly ReportFactKind[] = nextReportFacts[report.status]
  if (!allowed.includes(fact.kind)) return 'report.not-now'
  switch (fact.kind) {
    case 'section-edited': {
      const block = report.sections.find(s => s.id === fact.section)?.blocks.find(b => b.id === fact.block)
      if (block?.kind !== 'words') return 'report.no-such-block'
      return checkWords(fact.text, values).faults[0]?.code
    }
    case 'sent-for-approval':
      return staleBlocks(report).length > 0 ? 'report.not-translated' : firstTextFault(report, values)
    case 'returned':
      return fact.reason.trim() ? undefined : 'report.needs-reason'
    case 'correction-opened': // The public reads why, each in their language.
      return languages.every(l => fact.reason[l].trim()) ? undefined : 'report.needs-words'
    default:
      return undefined
  }
}

const wordsBlocks = (report: AnnualReport): WordsBlock[] =>
  report.sections.flatMap(s => s.blocks.filter(b => b.kind === 'words'))

export const staleBlocks = (report: AnnualReport): { block: string; languages: readonly Language[] }[] =>
  wordsBlocks(report)
    .filter(b => b.stale.length > 0)
    .map(b => ({ block: b.id, languages: b.stale }))

const firstTextFault = (report: AnnualReport, values: ReportValues): ReportRefusal | undefined =>
  wordsBlocks(report)
    .flatMap(b => languages.flatMap(l => checkWords(b.text[l], values).faults))
    .map(f => f.code)[0]
