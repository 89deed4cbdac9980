// What has been opened of the report on the screen: in memory, replaced by the next report, gone when the keys lock.
import { keyState, openFrom } from '#access/keyring.svelte.ts'
import type { Assessment } from '../assessment.ts'
import { likenessOf, type Likeness } from '../likeness.ts'
import { Masks, type Mask } from '../masks.ts'
import type { ReportPage } from '../read-report.server.ts'
import type { FileManifest, ReportContent } from '../report.ts'
import type { FollowNote } from '../subject.ts'

export type OpenedMessage = {
  row: string
  from: 'intake' | 'reporter'
  by: string | null
  day: string
  text: string
  /** Files that came with this message. */
  files: ReportFile[]
}
/** Files from before `cleaned` was said do not say it. */
export type ReportFile = Omit<FileManifest, 'cleaned'> & {
  cleaned?: boolean
  row: string
  parts: number
  epoch: number
}
export type OpenedReport = {
  id: string
  content: ReportContent | null
  messages: OpenedMessage[]
  /** All of them, those of later messages too: a case takes them along. */
  files: ReportFile[]
  assessment: Assessment | null
  /** The row it stands in: a page that was fetched again and is not opened yet may name a newer one. */
  assessmentRow: string | null
  masks: readonly Mask[]
  /** By follow-up: the words beside its steps, row → words. */
  notes: Record<string, Record<string, FollowNote>>
  failed: boolean
}

// raw: what was opened is replaced as a whole, never changed in place
let current = $state.raw<OpenedReport>()
let alike = $state.raw<readonly Likeness[]>([])
export const opened = {
  get current() {
    return keyState.open ? current : undefined
  },
  /** Every report opened at this desk since the keys were opened, in outline, for finding those that tell of the same thing. */
  get alike(): readonly Likeness[] {
    return keyState.open ? alike : []
  }
}

/** Counts the openings: one that takes longer does not overwrite what was opened after it, nor comes back after the lock. */
let opening = 0

export const openReport = async (report: ReportPage): Promise<void> => {
  const mine = ++opening
  const next = await openAll(report)
  if (mine !== opening) return
  current = next
  if (!next.content) return
  const said = next.messages.filter(m => m.from === 'reporter').map(m => m.text)
  alike = [
    ...alike.filter(one => one.id !== report.id),
    likenessOf({ id: report.id, code: report.code, arrivedOn: report.arrivedOn }, next.content, said)
  ]
}

/** Nothing of what was read stays behind the lock. */
export const forgetOpened = (): void => {
  opening++
  current = undefined
  alike = []
}

/** Everything sealed in a report, opened. `failed` when something of it did not open; what did stands there. */
export const openAll = async (report: ReportPage): Promise<OpenedReport> => {
  const place = { circle: report.circle, rev: 1 }
  const next: OpenedReport = {
    id: report.id,
    content: null,
    messages: [],
    files: [],
    assessment: null,
    assessmentRow: report.assessment?.id ?? null,
    masks: [],
    notes: {},
    failed: false
  }
  const beside = async <T>(box: { id: string; epoch: number; sealed: string } | null, purpose: string) =>
    box &&
    (
      await openFrom<T>(report.keys, box.sealed, {
        ...place,
        kind: purpose,
        table: 'reports.facts',
        row: box.id,
        epoch: box.epoch,
        purpose
      })
    ).value
  try {
    // First, so that nothing is ever shown uncovered because something later failed.
    const masks = await beside<Masks>(report.masks, 'masks')
    next.masks = masks ? Masks.parse(masks).masks : []
    if (report.sealed)
      next.content = (
        await openFrom<ReportContent>(
          report.keys,
          report.sealed,
          {
            ...place,
            kind: 'report',
            table: 'reports.envelopes',
            row: report.id,
            epoch: report.epoch,
            purpose: 'report'
          },
          'allowed'
        )
      ).value
    for (const f of report.files) {
      const { value } = await openFrom<FileManifest>(
        report.keys,
        f.manifest,
        { ...place, kind: 'file', table: 'reports.files', row: f.id, epoch: f.epoch, purpose: 'file' },
        'allowed'
      )
      next.files.push({ ...value, row: f.id, parts: f.parts, epoch: f.epoch })
    }
    for (const m of report.messages) {
      const { value } = await openFrom<{ text: string; files?: FileManifest[] }>(
        report.keys,
        m.sealed,
        {
          ...place,
          kind: 'message',
          table: 'reports.messages',
          row: m.row,
          epoch: m.epoch,
          purpose: 'message'
        },
        m.from === 'reporter' ? 'allowed' : undefined
      )
      const named = value.files?.map(file => file.id) ?? []
      next.messages.push({
        row: m.row,
        from: m.from,
        by: m.by,
        day: m.day,
        text: value.text,
        files: next.files.filter(file => named.includes(file.row))
      })
    }
    next.assessment = await beside<Assessment>(report.assessment, 'assessment')
    for (const one of report.followUps) next.notes[one.id] = await openNotes(report, one.sealed)
  } catch {
    next.failed = true
  }
  return next
}

const openNotes = async (report: ReportPage, boxes: ReportPage['followUps'][number]['sealed']) => {
  const notes: Record<string, FollowNote> = {}
  for (const { row, epoch, sealed } of boxes)
    notes[row] = (
      await openFrom<FollowNote>(report.keys, sealed, {
        circle: report.circle,
        rev: 1,
        kind: 'followed',
        table: 'reports.follow_up_facts',
        row,
        epoch,
        purpose: 'followed'
      })
    ).value
  return notes
}
