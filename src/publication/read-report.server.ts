import { sql } from 'kysely'
import { browse, readPublic, type Read } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Locale } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { changesBetween } from './annual-report/changes.ts'
import type { ReportTree } from './annual-report/html.ts'
import type { ReportFact } from './annual-report/report.ts'
import { loadReport } from './annual-report.server.ts'
import { publicationVerbs } from './verbs.ts'

/** The report for its editors: its words, its locked numbers (protected as the public will see them), and where it stands. */
export const readReportOf = (actor: Actor, year: number, timezone: string) =>
  browse(actor, publicationVerbs['annual-report.read'], async ({ db, now }) => {
    const { report, values, facts, times } = await loadReport(db, actor.network, year, now, timezone)
    const { editions, frozen: _, ...shown } = report
    const before = editions.at(-1)
    return {
      year,
      report: shown,
      values: [...values.values()],
      editions: editions.map(({ edition, on, reason }) => ({ edition, on, reason: reason ?? null })),
      /** What the public will read as changed, and the numbers of the edition before for its words. */
      correction:
        before && report.correcting
          ? {
              reason: report.correcting,
              changes: changesBetween(before, { sections: report.sections, values: [...values.values()] }),
              before: [...before.values]
            }
          : null,
      edits: await lastEdits(db, actor.network, facts, times)
    }
  })

export type LastEdit = { block: string; language: string; who: string; at: string }

/** Who changed which paragraph last, for the editor whose own change came too late. */
const lastEdits = async (
  db: Read,
  network: NetworkId,
  facts: readonly ReportFact[],
  times: readonly Date[]
): Promise<LastEdit[]> => {
  const people = await db.rows(
    sql<{ id: string; name: string }>`select id, name from identity.people where network_id = ${network}`
  )
  const names = new Map(people.map(p => [p.id, p.name]))
  const last = new Map<string, LastEdit>()
  for (const [i, fact] of facts.entries())
    if (fact.kind === 'section-edited')
      last.set(`${fact.block} ${fact.language}`, {
        block: fact.block,
        language: fact.language,
        who: names.get(fact.by) ?? '',
        at: times[i]!.toISOString()
      })
  return [...last.values()]
}

export const listReportYears = (actor: Actor) =>
  browse(actor, publicationVerbs['annual-report.read'], async ({ db, now }) => {
    const rows = await db.rows(sql<{ year: number; kind: string }>`
      select distinct on (r.year) r.year,
             case when f.kind in ('section-edited', 'returned')
                    and exists (select from publication.editions e where e.network_id = r.network_id and e.year = r.year)
                  then 'correction-opened' else f.kind end as kind
      from publication.annual_reports r
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

export type PublishedEdition = { edition: number; at: Date }

/** A published edition, the newest unless another is asked for, and which editions of that year there are. Throws notFound. */
export const readPublished = (network: NetworkId, year: number, locale: Locale, edition?: number) =>
  readPublic(network, async ({ db }) => {
    const editions = await db.rows(sql<PublishedEdition>`
      select edition, published_at as at from publication.editions
      where network_id = ${network} and year = ${year} and locale = ${locale} order by edition desc`)
    const wanted = edition ?? editions[0]?.edition
    const row = await db.row(sql<{ tree: ReportTree; pdf: Uint8Array; edition: number; at: Date }>`
      select tree, pdf, edition, published_at as at from publication.editions
      where network_id = ${network} and year = ${year} and locale = ${locale} and edition = ${wanted ?? 0}`)
    if (!row) throw notFound()
    return { ...row, editions }
  })
