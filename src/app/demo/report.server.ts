// Last year's annual report of the made-up network: drafted, talked about, approved by the person who was named, and published.
import { reportSources } from '#app/report-sources.server.ts'
import { advanceReport } from '#publication/advance-report.server.ts'
import { draft } from '#publication/edit-report.server.ts'
import { readReportOf } from '#publication/read-report.server.ts'
import { commentReport } from '#publication/write-together.server.ts'
import type { DemoPerson } from './cases.server.ts'

/** `address`: where this demo is read, since the numbers of its PDF and DOCX lead there. */
export const publishLastYear = async (
  people: readonly DemoPerson[],
  timezone: string,
  address: string
): Promise<void> => {
  const monitor = people.find(p => p.role === 'monitoring-officer')!.actor
  const coordinator = people.find(p => p.role === 'coordinator')!.actor
  const year = new Date().getFullYear() - 1
  await draft(monitor, year, timezone, reportSources)
  await commentReport(coordinator, year, {
    step: 'say',
    block: 'short-who',
    words: 'Mreža je počela krajem godine: zato je ovde malo brojeva.'
  })
  const { comments } = await readReportOf(monitor, year, timezone)
  await commentReport(monitor, year, { step: 'resolve', comment: comments[0]!.id })
  const step = (actor: typeof monitor, input: Parameters<typeof advanceReport>[2]) =>
    advanceReport(actor, year, input, timezone, address)
  await step(monitor, { step: 'send', approvers: [coordinator.account] })
  await step(coordinator, { step: 'approve' })
  await step(coordinator, { step: 'publish' })
}
