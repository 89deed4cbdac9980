// Sealing something into a fact of a report or of a follow-up, for the intake team alone.
import { newestKey, sealInto } from '#access/keyring.svelte.ts'
import type { ReportPage } from '../read-report.server.ts'

type Table = 'reports.facts' | 'reports.follow_up_facts'

export const sealBeside = async (report: ReportPage, table: Table, purpose: string, value: unknown) => {
  const { epoch, recipient } = await newestKey(report.keys, report.circle)
  const row = crypto.randomUUID()
  const place = { kind: purpose, table, row, circle: report.circle, epoch, purpose, rev: 1 }
  return { row, epoch, sealed: await sealInto(value, place, [recipient]) }
}
