// A report's facts as rows. The arrival is the envelope itself; what the reporter does is kept by the day.
import { sql } from 'kysely'
import type { Read, Write } from '#access/work.server.ts'
import { dayIn } from '#kernel/day.ts'
import type { AccountId, CircleId, NetworkId, ReportId } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import type { ReporterActor } from '#kernel/actor.ts'
import { deadlineOf } from './deadlines.ts'
import { foldReport, type Report, type ReportFact, type ReportStep } from './facts.ts'
import { periodsOf } from './periods.server.ts'
import { noteChange } from './presence.server.ts'
import { eraseDayOf } from './retention.ts'

type Row = { kind: ReportStep; at: Date; account_id: AccountId | null; detail: Record<string, unknown> }
const byReporter: readonly ReportStep[] = ['reporter-answered', 'report-erased']

const asFact = ({ kind, at, account_id, detail }: Row): ReportFact =>
  (byReporter.includes(kind)
    ? { kind, day: at.toISOString().slice(0, 10), ...(account_id ? { by: account_id } : {}), ...detail }
    : { kind, at: at.toISOString(), by: account_id, ...detail }) as ReportFact

/** Everything that happened to a report, in order. Throws notFound when the reader may not see it. */
export const factsOf = async (db: Read, network: NetworkId, report: string): Promise<ReportFact[]> => {
  const arrived = await db.row(sql<{ day: string; urgent: boolean }>`
    select arrived_on::text as day, urgent from reports.envelopes where network_id = ${network} and id = ${report}`)
  if (!arrived) throw notFound()
  const rows = await db.rows(sql<Row>`
    select kind, at, account_id, detail from reports.facts
    where network_id = ${network} and report_id = ${report} order by no`)
  return [{ kind: 'report-arrived', day: arrived.day, urgent: arrived.urgent }, ...rows.map(asFact)]
}

/**
 * A report locked for a change: of two operators at once the second sees what the first did. `epoch` is the one the report
 * itself is sealed to, `newest` the one in which the team writes now. Throws notFound.
 */
export const lockReport = async (db: Write, network: NetworkId, code: string) => {
  const row = await db.row(sql<{
    id: ReportId
    circle: CircleId
    epoch: number
    newest: number
    recipient: string
  }>`
    select e.id, e.circle_id as circle, e.epoch, c.epoch as newest, e.reporter_recipient as recipient
    from reports.envelopes e join access.circles c on c.network_id = e.network_id and c.id = e.circle_id
    where e.network_id = ${network} and e.code = ${code} for update of e`)
  if (!row) throw notFound()
  const facts = await factsOf(db, network, row.id)
  return { ...row, facts, report: foldReport(facts)! }
}

/** What somebody must have seen before they weigh, cover or decide. Who works on it, and links, do not change the matter itself. */
const telling: readonly ReportStep[] = [
  'question-asked',
  'reporter-answered',
  'assessment-recorded',
  'parts-masked',
  'report-decided',
  'decision-undone',
  'report-reopened',
  'report-erased'
]

/** `seen`: how many facts stood on the screen of whoever acts. Throws `common.changed-by-other` when one that matters came later. */
export const refuseStale = (facts: readonly ReportFact[], seen: number): void => {
  if (facts.slice(seen).some(fact => telling.includes(fact.kind)))
    throw problem('common.changed-by-other', 409)
}

/** The organisations that must not read a report; none when it is the whole intake team's. */
export const ownCircleOf = async (
  db: Read,
  network: NetworkId,
  circle: CircleId
): Promise<{ excluded: string[] }> =>
  (await db.row(sql<{ excluded: string[] }>`
    select excluded from access.report_circles where network_id = ${network} and circle_id = ${circle}`)) ?? {
    excluded: []
  }

type Kept = { id?: string; epoch?: number; sealed?: Uint8Array }

/** Writes facts of the staff and brings the envelope's status, owner, deadline and day of erasure after them. */
export const appendFacts = async (
  db: Write,
  place: { network: NetworkId; id: ReportId; circle: CircleId; report: Report; timezone: string },
  facts: readonly ReportFact[],
  now: Date,
  kept: Kept = {}
): Promise<Report> => {
  for (const fact of facts) {
    const { kind, ...rest } = fact
    const { at: _at, by: account, day: _day, ...detail } = rest as Record<string, unknown>
    await db.run(sql`
      insert into reports.facts (network_id, id, circle_id, report_id, kind, at, account_id, epoch, detail, sealed)
      values (${place.network}, ${kept.id ?? crypto.randomUUID()}, ${place.circle}, ${place.id}, ${kind}, ${now},
              ${account ?? null}, ${kept.epoch ?? null}, ${JSON.stringify(detail)}::jsonb,
              ${kept.sealed ? Buffer.from(kept.sealed) : null})`)
    noteChange(place.id, kind, account as AccountId)
  }
  // whoever does more than look at what was held back has found it to be a report
  const released = facts.some(fact => fact.kind !== 'report-opened')
  return refresh(db, place.network, place.id, dayIn(now, place.timezone), released)
}

/**
 * Status, owner, nearest deadline and day of erasure after the facts; what is held back from a flood has no deadline until it is
 * `released`.
 */
export const refresh = async (
  db: Write,
  network: NetworkId,
  id: string,
  today: string,
  released = false
): Promise<Report> => {
  const { report, due, erase } = await standing(db, network, id, today)
  await db.run(sql`
    update reports.envelopes
    set status = ${report.status}, news = ${report.unheard}${released ? sql`, quarantined = false` : sql``},
        due_on = case when quarantined and not ${released} then null else ${due}::date end,
        assigned_to = ${report.assignedTo ?? null}, erase_on = ${erase}
    where network_id = ${network} and id = ${id}`)
  return report
}

const standing = async (db: Read, network: NetworkId, id: string, today: string) => {
  const report = foldReport(await factsOf(db, network, id))!
  const periodOn = await periodsOf(db, network)
  return {
    report,
    due: deadlineOf(report, today, periodOn)?.day ?? null,
    erase: eraseDayOf(report, periodOn) ?? null
  }
}

/** What the reporter did behind their code: the day only. Whose report it is, the reporter's role may not touch. */
export const recordByReporter = async (
  db: Write,
  { network, report: id, circle }: ReporterActor,
  kind: 'reporter-answered' | 'report-erased',
  now: Date,
  timezone: string
) => {
  const day = dayIn(now, timezone)
  await db.run(sql`
    insert into reports.facts (network_id, id, circle_id, report_id, kind, at, detail)
    values (${network}, ${crypto.randomUUID()}, ${circle}, ${id}, ${kind}, ${`${day}T00:00:00Z`}, '{}')`)
  noteChange(id, kind)
  const { report, due, erase } = await standing(db, network, id, day)
  await db.run(sql`
    update reports.envelopes
    set status = ${report.status}, due_on = case when quarantined then null else ${due}::date end, news = ${report.unheard},
        erase_on = ${erase}
    where network_id = ${network} and id = ${id}`)
}
