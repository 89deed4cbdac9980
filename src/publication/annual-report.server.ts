// The annual report as dated facts, and the numbers it may show. From approval on these are the approved ones, whatever is counted later.
import { sql } from 'kysely'
import type { Read, Write } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { dayIn } from '#kernel/day.ts'
import type { NetworkProfile } from '#kernel/network-profile.ts'
import { progressByActivity } from '#plan/index.ts'
import { storedValues, strategyOf, taskFactsOf } from '#plan/index.server.ts'
import { gatherValues, type ReportValue, type ReportValues } from './annual-report/report-values.ts'
import { foldReport, type ReportFact } from './annual-report/report.ts'

type Row = { kind: ReportFact['kind']; at: Date; by: string; detail: object }

export const loadReport = async (db: Read, network: NetworkId, year: number, now: Date, timezone: string) => {
  const rows = await db.rows(sql<Row>`
    select f.kind, f.at, f.account_id as by, f.detail from publication.report_facts f
    join publication.annual_reports r on r.network_id = f.network_id and r.id = f.report_id
    where f.network_id = ${network} and r.year = ${year} order by f.no`)
  const facts = rows.map(
    ({ kind, at, by, detail }) => ({ kind, on: dayIn(at, timezone), by, ...detail }) as ReportFact
  )
  const report = foldReport(facts)
  const strategy = await strategyOf(db, network)
  const progress = progressByActivity(strategy, await taskFactsOf(db, network), dayIn(now, timezone))
  /** What holds at this moment: of a published report, what a correction would say. */
  const current = gatherValues({
    strategy,
    year,
    stored: await storedValues(db, network),
    progress,
    audience: 'public',
    earlier: report.editions.map(e => valuesOf(e.values))
  })
  return {
    facts,
    /** When each fact was written, for telling an editor about another's change. */
    times: rows.map(r => r.at),
    report,
    strategy,
    progress,
    current,
    values: report.frozen ? valuesOf(report.frozen) : current
  }
}

export const valuesOf = (values: readonly ReportValue[]): ReportValues =>
  new Map(values.map(v => [v.chip, v]))

export const addReportFact = async (
  db: Write,
  network: NetworkId,
  year: number,
  account: string,
  fact: ReportFact,
  now: Date
) => {
  const { kind, on: _on, by: _by, ...detail } = fact
  await db.run(sql`
    insert into publication.annual_reports (network_id, id, year) values (${network}, ${crypto.randomUUID()}, ${year})
    on conflict (network_id, year) do nothing`)
  const report = (await db.row(sql<{ id: string }>`
    select id from publication.annual_reports where network_id = ${network} and year = ${year}`))!
  await db.run(sql`
    insert into publication.report_facts (network_id, id, report_id, kind, at, account_id, detail)
    values (${network}, ${crypto.randomUUID()}, ${report.id}, ${kind}, ${now}, ${account}, ${JSON.stringify(detail)}::jsonb)`)
}

/** Two editors at once take turns: the second is judged by what the first wrote. */
export const lockReports = (db: Write, network: NetworkId) =>
  db.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`annual-report ${network}`}, 0))`)

export const profileOf = async (db: Read, network: NetworkId): Promise<NetworkProfile> =>
  (await db.row(
    sql<{ profile: NetworkProfile }>`select profile from identity.networks where network_id = ${network}`
  ))!.profile
