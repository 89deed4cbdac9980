// What has been opened of the report on the screen: in memory, replaced by the next report, gone when the keys lock.
import { keyState, openFrom } from '#access/keyring.svelte.ts'
import type { Assessment } from '../assessment.ts'
import type { ReportPage } from '../read-report.server.ts'
import type { FileManifest, ReportContent } from '../report.ts'

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
  failed: boolean
}

const state = $state<{ current: OpenedReport | undefined }>({ current: undefined })
export const opened = {
  get current() {
    return keyState.open ? state.current : undefined
  }
}

export const openReport = async (report: ReportPage): Promise<void> => {
  const place = { circle: report.circle, rev: 1 }
  const next: OpenedReport = {
    id: report.id,
    content: null,
    messages: [],
    files: [],
    assessment: null,
    failed: false
  }
  try {
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
    if (report.assessment)
      next.assessment = (
        await openFrom<Assessment>(report.keys, report.assessment.sealed, {
          ...place,
          kind: 'assessment',
          table: 'reports.facts',
          row: report.assessment.id,
          epoch: report.assessment.epoch,
          purpose: 'assessment'
        })
      ).value
  } catch {
    next.failed = true
  }
  state.current = next
}
