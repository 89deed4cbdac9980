// The annual report as dated facts, and the numbers it may show. From approval on these are the approved ones, whatever is counted later.
import { sql } from 'kysely'
import type { Read, Write } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { dayIn } from '#kernel/day.ts'
import { notFound } from '#kernel/problem.ts'
import type { NetworkProfile } from '#kernel/network-profile.ts'
import { progressByActivity, type Strategy, type StoredValue, type Target } from '#plan/index.ts'
import { storedValues, strategyOf, taskFactsOf } from '#plan/index.server.ts'
import type { PlacesBlock } from './annual-report/blocks.ts'
import type { Draft } from './annual-report/draft.ts'
import { tasksOf, type ReportEvaluation } from './annual-report/draft-parts.ts'
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
  const stored = await storedValues(db, network)
  const today = dayIn(now, timezone)
  const taskFacts = await taskFactsOf(db, network)
  const progress = progressByActivity(strategy, taskFacts, today)
  // Words and tables tell the tasks of one day, that of the draft: a task done since stands in both or in neither.
  const drafted = report.sections.flatMap(s => s.blocks).find(b => b.kind === 'progress')
  /** What holds at this moment: of a published report, what a correction would say. */
  const current = gatherValues({
    strategy,
    year,
    stored,
    progress: drafted ? drafted.groups.flatMap(g => g.rows) : progress,
    progressOn: facts.findLast(f => f.kind === 'report-drafted')?.on ?? today,
    audience: 'public',
    earlier: report.editions.map(e => valuesOf(e.values))
  })
  return {
    facts,
    /** When each fact was written, for telling an editor about another's change. */
    times: rows.map(r => r.at),
    report,
    strategy,
    stored,
    today,
    progress,
    tasks: tasksOf(strategy, taskFacts, today),
    current,
    values: report.frozen ? valuesOf(report.frozen) : current
  }
}

export type LoadedReport = Awaited<ReturnType<typeof loadReport>>

/** What a draft is made of besides the plan's own rows: told by those who keep it (`app/report-sources.server.ts`). */
export type ReportSources = {
  targets: (db: Read, network: NetworkId, year: number) => Promise<ReadonlyMap<string, Target>>
  evaluations: (db: Read, network: NetworkId, year: number) => Promise<readonly ReportEvaluation[]>
  places: (
    db: Read,
    network: NetworkId,
    year: number
  ) => Promise<Omit<PlacesBlock, 'kind' | 'id' | 'caption'> | undefined>
}

/** Everything the first words are made of. */
export const toDraft = async (
  db: Read,
  network: NetworkId,
  year: number,
  { strategy, stored, today, progress, tasks, current }: LoadedReport,
  sources: ReportSources
): Promise<Draft> => {
  const places = await sources.places(db, network, year)
  return {
    strategy,
    network: await profileOf(db, network),
    year,
    today,
    values: current,
    progress,
    tasks,
    targets: await sources.targets(db, network, year),
    evaluations: await sources.evaluations(db, network, year),
    years: await yearsBefore(db, network, year, strategy, stored),
    ...(places ? { places } : {})
  }
}

/** Four years before this one: as their newest edition showed them, otherwise as the public would see them now. */
const yearsBefore = async (
  db: Read,
  network: NetworkId,
  year: number,
  strategy: Strategy,
  stored: readonly StoredValue[]
): Promise<NonNullable<Draft['years']>> => {
  const published = await db.rows(sql<{ year: number; values: ReportValue[] }>`
    select distinct on (r.year) r.year, f.detail->'values' as values
    from publication.report_facts f
    join publication.annual_reports r on r.network_id = f.network_id and r.id = f.report_id
    where f.network_id = ${network} and r.year between ${year - 4} and ${year - 1} and f.kind = 'approved'
      and f.no < (select max(p.no) from publication.report_facts p
                  where p.network_id = f.network_id and p.report_id = f.report_id and p.kind = 'published')
    order by r.year, f.no desc`)
  return [year - 4, year - 3, year - 2, year - 1].map(y => {
    const shown = published.find(p => p.year === y)?.values
    return {
      year: y,
      values: shown
        ? valuesOf(shown)
        : gatherValues({ strategy, year: y, stored, progress: [], audience: 'public' })
    }
  })
}

/** Throws notFound when nobody has drafted that year. */
export const reportId = async (db: Read, network: NetworkId, year: number): Promise<string> => {
  const row = await db.row(sql<{ id: string }>`
    select id from publication.annual_reports where network_id = ${network} and year = ${year}`)
  if (!row) throw notFound()
  return row.id
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
