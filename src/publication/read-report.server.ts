import { sql } from 'kysely'
import { browse, readPublic, type Read } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Locale, Trilingual } from '#kernel/locale.ts'
import { indicatorRows, type Strategy } from '#plan/index.ts'
import { notFound } from '#kernel/problem.ts'
import { changesBetween } from './annual-report/changes.ts'
import type { ReportTree } from './annual-report/tree.ts'
import { hideSmallChange, type ReportValue, type ReportValues } from './annual-report/report-values.ts'
import type { AnnualReport, ReportFact } from './annual-report/report.ts'
import { approversOf } from './advance-report.server.ts'
import { loadReport, valuesOf } from './annual-report.server.ts'
import { publicationVerbs } from './verbs.ts'
import { writtenTogether } from './write-together.server.ts'

/** The report for its editors: its words, its locked numbers (protected as the public will see them), and where it stands. */
export const readReportOf = (actor: Actor, year: number, timezone: string) =>
  browse(actor, publicationVerbs['annual-report.read'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { report, values, facts, times, current, strategy, today } = await loadReport(
      db,
      actor.network,
      year,
      now,
      timezone
    )
    const { editions, frozen, ...shown } = report
    const before = editions.at(-1)
    const names = await namesOf(db, actor.network)
    const withDocx = new Set(
      (
        await db.rows(sql<{ edition: number }>`
          select distinct edition from publication.editions
          where network_id = ${actor.network} and year = ${year} and docx is not null`)
      ).map(r => r.edition)
    )
    return {
      year,
      /** Its numbers may still change. */
      yearGoesOn: today <= `${year}-12-31`,
      report: shown,
      values: [...values.values()],
      editions: editions.map(({ edition, on, reason }) => ({
        edition,
        on,
        reason: reason ?? null,
        docx: withDocx.has(edition)
      })),
      /** What the public will read as changed, and the numbers of the edition before for its words. */
      correction:
        before && report.correcting
          ? {
              reason: report.correcting,
              changes: changesBetween(before, { sections: report.sections, values: [...values.values()] }),
              before: [...before.values]
            }
          : null,
      /** Numbers that say otherwise now than when they were approved: never shown in what was approved. */
      moved: frozen && !report.correcting ? movedSince(report.sections, frozen, current) : [],
      approvals: report.approvals,
      /** Who may be asked to approve. */
      approvers: (await approversOf(db, actor.network)).map(p => ({
        ...p,
        onlyWriter: report.writers.length === 1 && report.writers[0] === p.id
      })),
      asked: (report.approvers ?? []).map(id => ({
        id,
        name: names.get(id) ?? '',
        approved: report.approvals.some(a => a.by === id)
      })),
      mine: actor.account,
      /** Of each printed row, who answers for it. */
      owners: ownersOf(strategy),
      edits: lastEdits(names, facts, times),
      ...(await writtenTogether(db, actor, year, now))
    }
  })

const ownersOf = (strategy: Strategy): Record<string, Trilingual[]> => {
  return Object.fromEntries(
    indicatorRows(strategy).map(({ indicator, activity }) => [
      indicator.id,
      activity.responsible
        .filter(r => indicator.tasks.length === 0 || r.tasks.some(id => indicator.tasks.includes(id)))
        .map(({ sr, sq, en }) => ({ sr, sq, en }))
    ])
  )
}

/** As readers saw and would see them; one that moved by a few is hidden, as two editions would hide it. */
const movedSince = (
  sections: AnnualReport['sections'],
  frozen: readonly ReportValue[],
  current: ReportValues
) => {
  const approved = valuesOf(frozen)
  const values = [...current.values()].map(v => hideSmallChange(v, [approved]))
  return changesBetween({ sections, values: frozen }, { sections, values }).numbers
}

const namesOf = async (db: Read, network: NetworkId): Promise<Map<string, string>> => {
  const people = await db.rows(
    sql<{ id: string; name: string }>`select id, name from identity.people where network_id = ${network}`
  )
  return new Map(people.map(p => [p.id, p.name]))
}

export type LastEdit = { block: string; language: string; who: string; at: string }

/** Who changed which paragraph last, for the editor whose own change came too late. */
const lastEdits = (
  names: ReadonlyMap<string, string>,
  facts: readonly ReportFact[],
  times: readonly Date[]
): LastEdit[] => {
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
             case when f.kind in ('section-edited', 'block-added', 'block-removed', 'returned')
                    and exists (select from publication.editions e where e.network_id = r.network_id and e.year = r.year)
                  then 'correction-opened'
                  when f.kind in ('block-added', 'block-removed') then 'section-edited' else f.kind end as kind
      from publication.annual_reports r
      join publication.report_facts f on f.network_id = r.network_id and f.report_id = r.id
      where r.network_id = ${actor.network} order by r.year desc, f.no desc`)
    return { rows, thisYear: now.getFullYear() }
  })

/** The year of a report that waits for this person's approval, or null. */
export const findReportToApprove = (actor: Actor): Promise<number | null> =>
  browse(actor, publicationVerbs['annual-report.approve'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const rows = await db.rows(sql<{ year: number; approvers: string[] | null; approved: string[] }>`
      select distinct on (r.year) r.year, f.kind, f.detail->'approvers' as approvers,
        array(select a.account_id::text from publication.report_facts a
              where a.network_id = f.network_id and a.report_id = f.report_id and a.kind = 'approved' and a.no > f.no) as approved
      from publication.annual_reports r
      join publication.report_facts f on f.network_id = r.network_id and f.report_id = r.id
      where r.network_id = ${actor.network} and f.kind = 'sent-for-approval'
        and not exists (select from publication.report_facts l
                        where l.network_id = f.network_id and l.report_id = f.report_id and l.no > f.no and l.kind <> 'approved')
      order by r.year desc, f.no desc`)
    const waits = rows.find(({ approvers, approved }) =>
      approvers
        ? approvers.includes(actor.account) && !approved.includes(actor.account)
        : approved.length === 0
    )
    return waits?.year ?? null
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
    const row = await db.row(sql<{
      tree: ReportTree
      pdf: Uint8Array
      docx: Uint8Array | null
      edition: number
      at: Date
    }>`
      select tree, pdf, docx, edition, published_at as at from publication.editions
      where network_id = ${network} and year = ${year} and locale = ${locale} and edition = ${wanted ?? 0}`)
    if (!row) throw notFound()
    return { ...row, editions }
  })
