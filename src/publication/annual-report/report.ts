// The annual report: sections of words and numbers, and the dated facts of its way to the public.
// A published edition does not change. A mistake is corrected in another edition, with a date and a reason, beside the one it corrects.

import { languages, type Language, type Trilingual } from '#kernel/locale.ts'
import { isOwn, type Section, type WordsBlock } from './blocks.ts'
import { checkWords } from './report-text.ts'
import type { ReportValue, ReportValues } from './report-values.ts'

type Dated = { on: string; by: string }
export type ReportFact = Dated &
  (
    | { kind: 'report-drafted'; year: number; sections: readonly Section[] }
    | { kind: 'section-edited'; section: string; block: string; language: Language; text: string }
    /** A paragraph of one's own, empty at first; `after` is the block it follows. */
    | { kind: 'block-added'; section: string; block: string; after?: string }
    | { kind: 'block-removed'; section: string; block: string }
    /** `approvers`: accounts, each of whom must approve. Absent in what needs one approval only. */
    | { kind: 'sent-for-approval'; approvers?: readonly string[] }
    | { kind: 'returned'; reason: string }
    /** The numbers as the approver saw them: whatever is counted or entered later does not reach this edition. */
    | { kind: 'approved'; values: readonly ReportValue[]; name?: string; office?: Trilingual }
    | { kind: 'published' }
    /** `sections`: the published ones, with tables made anew from what holds now. */
    | { kind: 'correction-opened'; reason: Trilingual; sections: readonly Section[] }
    | { kind: 'correction-dropped' }
  )
export type ReportFactKind = ReportFact['kind']
export type ReportStatus = 'not-begun' | 'draft' | 'correcting' | 'waiting' | 'approved' | 'published'

/** Who stands for the numbers and words, as printed. */
export type Approval = { by: string; on: string; name: string; office: Trilingual }

/** What one publication said: its words and its numbers. The first has no reason, each later one corrects the one before. */
export type Edition = {
  edition: number
  on: string
  sections: readonly Section[]
  values: readonly ReportValue[]
  reason?: Trilingual
  approvals: readonly Approval[]
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
  /** Accounts whose words stand in what is not published yet. */
  writers: readonly string[]
  approvers?: readonly string[]
  approvals: readonly Approval[]
}

export const nextReportFacts = {
  'not-begun': ['report-drafted'],
  draft: ['report-drafted', 'section-edited', 'block-added', 'block-removed', 'sent-for-approval'],
  correcting: ['section-edited', 'block-added', 'block-removed', 'sent-for-approval', 'correction-dropped'],
  waiting: ['returned', 'approved'],
  approved: ['returned', 'published'],
  published: ['correction-opened']
} as const satisfies Record<ReportStatus, readonly ReportFactKind[]>

const nothing: AnnualReport = {
  year: 0,
  status: 'not-begun',
  sections: [],
  editions: [],
  writers: [],
  approvals: []
}

export const foldReport = (facts: readonly ReportFact[]): AnnualReport => facts.reduce(apply, nothing)

const apply = (report: AnnualReport, fact: ReportFact): AnnualReport => {
  switch (fact.kind) {
    case 'report-drafted':
      return { ...nothing, year: fact.year, sections: fact.sections, status: 'draft', writers: [fact.by] }
    case 'section-edited':
      return inSection(written(report, fact.by), fact.section, s => edited(s, fact))
    case 'block-added':
      return inSection(written(report, fact.by), fact.section, s => withBlock(s, fact))
    case 'block-removed':
      return inSection(written(report, fact.by), fact.section, s => ({
        ...s,
        blocks: s.blocks.filter(b => b.id !== fact.block)
      }))
    case 'sent-for-approval': {
      const { returnedBecause: _, approvers: __, ...rest } = report
      return {
        ...rest,
        status: 'waiting',
        approvals: [],
        ...(fact.approvers ? { approvers: fact.approvers } : {})
      }
    }
    case 'returned': {
      const { frozen: _, ...rest } = report
      return {
        ...rest,
        status: report.correcting ? 'correcting' : 'draft',
        returnedBecause: fact.reason,
        approvals: []
      }
    }
    case 'approved':
      return approved(report, fact)
    case 'published':
      return published(report, fact.on)
    case 'correction-opened': {
      const { frozen: _, approvers: __, ...rest } = report
      return {
        ...rest,
        status: 'correcting',
        sections: fact.sections,
        correcting: fact.reason,
        writers: [fact.by],
        approvals: []
      }
    }
    case 'correction-dropped': {
      const { correcting: _, returnedBecause: __, ...rest } = report
      const { sections, values, approvals } = report.editions.at(-1)!
      return { ...rest, status: 'published', sections, frozen: values, approvals }
    }
    default:
      return fact satisfies never
  }
}

const written = (report: AnnualReport, by: string): AnnualReport =>
  report.writers.includes(by) ? report : { ...report, writers: [...report.writers, by] }

const inSection = (report: AnnualReport, id: string, change: (s: Section) => Section): AnnualReport => ({
  ...report,
  sections: report.sections.map(s => (s.id === id ? change(s) : s))
})

/** The first approval freezes the numbers; those who follow approve the same ones. */
const approved = (
  report: AnnualReport,
  { by, on, values, name = '', office }: Extract<ReportFact, { kind: 'approved' }>
): AnnualReport => {
  const approvals = [...report.approvals, { by, on, name, office: office ?? { sr: '', sq: '', en: '' } }]
  const all = (report.approvers ?? []).every(account => approvals.some(a => a.by === account))
  return { ...report, approvals, status: all ? 'approved' : 'waiting', frozen: report.frozen ?? values }
}

const published = (report: AnnualReport, on: string): AnnualReport => {
  const { correcting, ...rest } = report
  const edition: Edition = {
    edition: report.editions.length + 1,
    on,
    sections: report.sections,
    values: report.frozen ?? [],
    approvals: report.approvals,
    ...(correcting ? { reason: correcting } : {})
  }
  return { ...rest, status: 'published', editions: [...report.editions, edition] }
}

const withBlock = (
  section: Section,
  { block: id, after }: Extract<ReportFact, { kind: 'block-added' }>
): Section => {
  const own: WordsBlock = { kind: 'words', id, text: { sr: '', sq: '', en: '' }, stale: [] }
  const at = section.blocks.findIndex(b => b.id === after)
  return { ...section, blocks: section.blocks.toSpliced(at < 0 ? section.blocks.length : at + 1, 0, own) }
}

type Edit = Extract<ReportFact, { kind: 'section-edited' }>

const edited = (section: Section, edit: Edit): Section => ({
  ...section,
  blocks: section.blocks.map(block =>
    block.kind !== 'words' || block.id !== edit.block || saysNothingNew(block, edit)
      ? block
      : {
          ...block,
          text: { ...block.text, [edit.language]: edit.text },
          stale: staleAfter(block, edit.language)
        }
  )
})

/** Saved as it stood: of a stale text that says that it still fits what was changed in the other language. */
const saysNothingNew = (block: WordsBlock, { language, text }: Edit): boolean =>
  block.text[language] === text && !block.stale.includes(language)
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
  | 'report.needs-approver'
  | 'report.only-writer'
  | 'report.not-the-approver'

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
    case 'block-added': {
      const section = report.sections.find(s => s.id === fact.section)
      const taken = report.sections.some(s => s.blocks.some(b => b.id === fact.block))
      return section && isOwn({ id: fact.block }) && !taken ? undefined : 'report.no-such-block'
    }
    case 'block-removed': {
      const found = report.sections.find(s => s.id === fact.section)?.blocks.find(b => b.id === fact.block)
      return found && isOwn(found) ? undefined : 'report.no-such-block'
    }
    case 'approved':
      return notTheApprover(report, fact.by)
    case 'sent-for-approval':
      if (fact.approvers?.length === 0) return 'report.needs-approver'
      // Who alone wrote it does not also stand for it: a second person must have read it.
      if (report.writers.length === 1 && fact.approvers?.includes(report.writers[0]!))
        return 'report.only-writer'
      return staleBlocks(report).length > 0 ? 'report.not-translated' : firstTextFault(report, values)
    case 'returned':
      if (report.approvers && !report.approvers.includes(fact.by)) return 'report.not-the-approver'
      return fact.reason.trim() ? undefined : 'report.needs-reason'
    case 'correction-opened': // The public reads why, each in their language.
      return languages.every(l => fact.reason[l].trim()) ? undefined : 'report.needs-words'
    default:
      return undefined
  }
}

const notTheApprover = (report: AnnualReport, by: string): ReportRefusal | undefined => {
  if (report.approvals.some(a => a.by === by)) return 'report.not-now'
  return report.approvers && !report.approvers.includes(by) ? 'report.not-the-approver' : undefined
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
