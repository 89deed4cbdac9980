import { sql } from 'kysely'
import { browse, readPublic } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Locale } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import type { ReportTree } from './annual-report/html.ts'
import { loadReport } from './annual-report.server.ts'
import { publicationVerbs } from './verbs.ts'

/** The report for its editors: its words, its locked numbers (protected as the public will see them), and where it stands. */
export const readReportOf = (actor: Actor, year: number, timezone: string) =>
  browse(actor, publicationVerbs['annual-report.read'], async ({ db, now }) => {
    const { report, values } = await loadReport(db, actor.network, year, now, timezone)
    return { year, report, values: [...values.values()] }
  })

export const listReportYears = (actor: Actor) =>
  browse(actor, publicationVerbs['annual-report.read'], async ({ db, now }) => {
    const rows = await db.rows(sql<{ year: number; kind: string }>`
      select distinct on (r.year) r.year, f.kind from publication.annual_reports r
      join publication.report_facts f on f.network_id = r.network_id and f.report_id = r.id
      where r.network_id = ${actor.network} order by r.year desc, f.no desc`)
    return { rows, thisYear: now.getFullYear() }
  })

/** The year of a report that waits for the coordinator's approval, or null. */
export const findReportToApprove = (actor: Actor): Promise<number | null> =>
  browse(actor, publicationVerbs['annual-report.approve'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const rows = await db.rows(sql<{ year: number; kind: string }>`
      select distinct on (r.year) r.year, f.kind from publication.annual_reports r
      join publication.report_facts f on f.network_id = r.network_id and f.report_id = r.id
      where r.network_id = ${actor.network} order by r.year desc, f.no desc`)
    return rows.find(r => r.kind === 'sent-for-approval')?.year ?? null
  })

export const listPublished = (network: NetworkId) =>
  readPublic(network, ({ db }) =>
    db.rows(
      sql<{
        year: number
      }>`select distinct year from publication.editions where network_id = ${network} order by year desc`
    )
  )

/** A published edition, newest first. Throws notFound. */
export const readPublished = (network: NetworkId, year: number, locale: Locale) =>
  readPublic(network, async ({ db }) => {
    const row = await db.row(sql<{ tree: ReportTree; pdf: Uint8Array; at: Date }>`
      select tree, pdf, published_at as at from publication.editions
      where network_id = ${network} and year = ${year} and locale = ${locale} order by edition desc limit 1`)
    if (!row) throw notFound()
    return row
  })
