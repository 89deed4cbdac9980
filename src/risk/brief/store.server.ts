// Briefs as they stand: dated facts, the words of a sealed one beside them as they were sealed in a browser.
import { sql } from 'kysely'
import type { Read, Write } from '#access/work.server.ts'
import type { CircleId, NetworkId } from '#kernel/id.ts'
import { dayIn } from '#kernel/day.ts'
import { notFound } from '#kernel/problem.ts'
import { foldReport, type AnnualReport, type ReportValue, type ReportValues } from '#publication/index.ts'
import { base64url } from '#seal/bytes.ts'
import type { Sealed } from '#seal/types.ts'
import { firstDay, isMonth, type BriefFact, type BriefRecipient, type BriefWay } from './brief.ts'
import { briefValues } from './values.server.ts'

export type SealedText = { epoch: number; sealed: string }
export type BriefHead = {
  month: string
  way: BriefWay
  circle: CircleId | null
  recipients: BriefRecipient[]
}
export type LoadedBrief = BriefHead & {
  facts: BriefFact[]
  /** Of each fact: its id and when it was written. */
  ids: string[]
  times: Date[]
  words: Record<string, SealedText>
  /** In a sealed one the words people wrote are stood for by the id of their fact. */
  report: AnnualReport
  values: ReportValues
  current: ReportValues
}
type Row = {
  id: string
  kind: string
  at: Date
  by: string
  detail: object
  epoch: number | null
  sealed: Uint8Array | null
}

export const lockBriefs = (db: Write, network: NetworkId) =>
  db.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`brief ${network}`}, 0))`)

export const findBrief = (db: Read, network: NetworkId, month: string) =>
  db.row(sql<BriefHead>`
    select to_char(month, 'YYYY-MM') as month, way, circle_id as circle, recipients from risk.briefs
    where network_id = ${network} and month = ${firstDay(month)}`)

/** Throws not-found for a month without one, and for a sealed one that is not the actor's circle's. */
export const loadBrief = async (
  db: Read,
  network: NetworkId,
  month: string,
  timezone: string
): Promise<LoadedBrief> => {
  const head = isMonth(month) ? await findBrief(db, network, month) : undefined
  if (!head) throw notFound()
  const rows = await db.rows(sql<Row>`
    select id, kind, at, account_id as by, detail, epoch, sealed from risk.brief_facts
    where network_id = ${network} and month = ${firstDay(month)} order by no`)
  const facts = rows.map(
    ({ id, kind, at, by, detail, sealed }) =>
      ({ kind, on: dayIn(at, timezone), by, ...(sealed ? { text: id } : {}), ...detail }) as BriefFact
  )
  const report = foldReport(facts)
  const shown = (values: readonly ReportValue[]): ReportValues => new Map(values.map(v => [v.chip, v]))
  const current = await briefValues(
    network,
    month,
    facts.findLast(fact => fact.found)?.found ?? [],
    report.editions.map(e => shown(e.values))
  )
  return {
    ...head,
    facts,
    ids: rows.map(r => r.id),
    times: rows.map(r => r.at),
    words: Object.fromEntries(
      rows.flatMap(r =>
        r.sealed && r.epoch ? [[r.id, { epoch: r.epoch, sealed: base64url(r.sealed) }] as const] : []
      )
    ),
    report,
    current,
    values: report.frozen ? shown(report.frozen) : current
  }
}

export const addBriefFact = (
  db: Write,
  network: NetworkId,
  { month, circle }: Pick<BriefHead, 'month' | 'circle'>,
  fact: BriefFact,
  now: Date,
  words?: { row: string; epoch: number; sealed: Sealed<unknown> }
) => {
  const { kind, on: _on, by, ...detail } = fact
  return db.run(sql`
    insert into risk.brief_facts (network_id, id, month, circle_id, kind, at, account_id, detail, epoch, sealed)
    values (${network}, ${words?.row ?? crypto.randomUUID()}, ${firstDay(month)}, ${circle}, ${kind}, ${now}, ${by},
            ${JSON.stringify(detail)}::jsonb, ${words?.epoch ?? null}, ${words ? Buffer.from(words.sealed) : null})`)
}
