// The end of a report, at night: everything sealed with it goes, its keys and its code too, and a certificate stays in the log.
// Runs as the job's own role, which reaches reports with a day of erasure and no other (db/migrations/0016_triage.sql, 0018_erase_beside.sql).
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { recordEntry } from '#audit/record.server.ts'
import { may } from '#access/verbs.ts'
import type { Read, Write } from '#access/work.server.ts'
import { dayIn } from '#kernel/day.ts'
import type { SystemActor } from '#kernel/actor.ts'
import type { CircleId, NetworkId, ReportId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { now } from '#platform/clock.server.ts'
import type { Database } from '#platform/db.server.ts'
import { readHandle, writeHandle } from '#platform/handles.ts'
import { enqueue } from '#platform/jobs.server.ts'
import { rewriteTables } from '#platform/rewrite-tables.server.ts'
import type { ReportStatus } from './facts.ts'
import { reportVerbs } from './verbs.ts'

/** Every table that holds bytes of a report. A table that comes to hold some belongs in here and into `eraseOne`. */
export const tablesWithReports = [
  'reports.messages',
  'reports.receipts',
  'reports.files',
  'reports.file_parts',
  'reports.facts',
  'reports.follow_up_facts',
  'reports.subject_tokens',
  'professionals.referred',
  'access.wraps',
  'access.circle_epochs',
  'reports.envelopes'
] as const

/** What is left of a report's facts: that it came, was read, was decided and went. Counts need no more. */
const factsKept = ['report-opened', 'report-decided', 'report-erased']

export type Certificate = {
  report: ReportId
  /** SHA-256 over the SHA-256 of every sealed box, sorted: whoever still holds a copy can show that it is meant. */
  sha256: string
  boxes: number
}

/** What other capabilities keep of a report goes with it. `erase` gives the SHA-256 of every sealed box that went. */
export type Beside = {
  tables: readonly string[]
  erase: (db: Write, network: NetworkId, report: ReportId) => Promise<string[]>
}

type Ended = { id: ReportId; circle: CircleId; status: ReportStatus }

/** Erases what has come to its end in every network. Asked again it goes on where it was stopped: one report is one transaction. */
export const eraseEnded = async (database: Database, beside: readonly Beside[]): Promise<Certificate[]> => {
  const networks = await database.transaction('jobs', {}, tx =>
    readHandle(tx).rows(sql<{ id: NetworkId; timezone: string | null }>`
      select network_id as id, profile->>'timezone' as timezone from identity.networks`)
  )
  const certificates: Certificate[] = []
  for (const network of networks) {
    const actor: SystemActor = { kind: 'system', network: network.id }
    if (!may(actor, reportVerbs['report.erase-ended'])) throw notFound()
    const today = dayIn(now(), network.timezone ?? 'UTC')
    const ended = await database.transaction('jobs', { network: network.id }, tx =>
      readHandle(tx).rows(sql<Ended>`
        select id, circle_id as circle, status from reports.envelopes
        where network_id = ${network.id} and erase_on <= ${today}::date order by erase_on, id`)
    )
    for (const report of ended) {
      const certificate = await database.transaction('jobs', { network: network.id }, async tx => {
        const done = await eraseOne(writeHandle(tx), network.id, report, today, beside)
        if (done) await enqueue(tx, 'rewrite-erased', {}, { jobKey: 'rewrite-erased' })
        return done
      })
      if (certificate) certificates.push(certificate)
    }
    await dropSettledTokens(database, network.id)
  }
  return certificates
}

/** Undefined when somebody kept it longer, or reopened it, while the list was worked off. */
const eraseOne = async (
  db: Write,
  network: NetworkId,
  { id, circle, status }: Ended,
  today: string,
  beside: readonly Beside[]
): Promise<Certificate | undefined> => {
  const boxes: string[] = []
  const gone = async (rows: Promise<{ hash: string | null }[]>) => {
    const hashes = (await rows).flatMap(({ hash }) => (hash ? [hash] : []))
    boxes.push(...hashes)
    return hashes.length
  }
  const hash = sql`encode(sha256(sealed), 'hex') as hash`
  const of = sql`network_id = ${network} and report_id = ${id}`
  const envelope = await db.rows(sql<{ hash: string | null }>`
    select ${hash} from reports.envelopes
    where network_id = ${network} and id = ${id} and erase_on <= ${today}::date for update`)
  if (!envelope.length) return undefined
  await gone(Promise.resolve(envelope))
  const messages = await gone(db.rows(sql`delete from reports.messages where ${of} returning ${hash}`))
  const parts = await gone(
    db.rows(sql`
    delete from reports.file_parts p using reports.files f
    where f.network_id = ${network} and f.report_id = ${id} and p.network_id = f.network_id and p.upload = f.upload and p.file = f.file
    returning encode(sha256(p.sealed), 'hex') as hash`)
  )
  const files = await gone(
    db.rows(sql`delete from reports.files where ${of} returning encode(sha256(manifest), 'hex') as hash`)
  )
  await db.run(sql`delete from reports.receipts where ${of}`)
  await gone(db.rows(sql`select ${hash} from reports.facts where ${of} and sealed is not null`))
  await db.run(sql`delete from reports.facts where ${of} and kind <> all(${factsKept}::text[])`)
  await db.run(sql`update reports.facts set sealed = null where ${of} and sealed is not null`)
  // Who asked for it to be erased is not counted by place and kind either: it came, and it went
  if (status === 'erased')
    await db.run(sql`update reports.facts set detail = detail - 'counts' where ${of} and detail ? 'counts'`)
  const notes = await gone(
    db.rows(sql`
      select encode(sha256(n.sealed), 'hex') as hash from reports.follow_up_facts n
      join reports.follow_ups f on f.network_id = n.network_id and f.id = n.follow_up_id
      where f.network_id = ${network} and f.report_id = ${id} and n.sealed is not null`)
  )
  await db.run(sql`
    update reports.follow_up_facts set sealed = null
    where network_id = ${network} and sealed is not null
      and follow_up_id in (select id from reports.follow_ups where ${of})`)
  // who vouched for it, with the receipt that was sealed to them
  await gone(
    db.rows(
      sql`delete from professionals.referred where ${of} returning encode(sha256(sealed_code), 'hex') as hash`
    )
  )
  const keys = await eraseOwnKeys(db, network, id, gone)
  for (const other of beside) boxes.push(...(await other.erase(db, network, id)))
  if (status !== 'erased')
    await db.run(sql`
      insert into reports.facts (network_id, id, circle_id, report_id, kind, at, detail)
      values (${network}, ${crypto.randomUUID()}, ${circle}, ${id}, 'report-erased', ${`${today}T00:00:00Z`}, '{"because": "period"}')`)
  // Last, for the rights above hang on the day that this takes away. The reporter's public key and the sender's random key go too.
  await db.run(sql`
    update reports.envelopes
    set sealed = null, status = 'erased', due_on = null, erase_on = null, news = false, assigned_to = null,
        reporter_recipient = '', idempotency = uuid_send(gen_random_uuid())
    where network_id = ${network} and id = ${id}`)
  const sha256 = createHash('sha256').update(boxes.toSorted().join('\n')).digest('hex')
  await recordEntry(db, {
    network,
    at: now(),
    actor: 'system',
    verb: reportVerbs['report.erase-ended'].verb,
    subject: `reports.envelopes/${id}`,
    circle,
    detail: {
      because: status === 'erased' ? 'reporter' : 'period',
      sha256,
      boxes: boxes.length,
      messages,
      files,
      parts,
      notes,
      keys
    }
  })
  return { report: id, sha256, boxes: boxes.length }
}

type Gone = (rows: Promise<{ hash: string | null }[]>) => Promise<number>

/**
 * The keys of a circle that was made for this report alone (decision 0012): every wrap, and how its later keys open the earlier ones. With
 * them gone nothing that was ever sealed into it opens again. Who could read it stays known; the circle itself is over.
 */
const eraseOwnKeys = async (db: Write, network: NetworkId, report: ReportId, gone: Gone): Promise<number> => {
  const own = sql`network_id = ${network}
    and circle_id in (select circle_id from access.report_circles where network_id = ${network} and report_id = ${report})`
  const wraps = await gone(
    db.rows(sql`delete from access.wraps where ${own} returning encode(sha256(sealed), 'hex') as hash`)
  )
  await gone(
    db.rows(sql`
      delete from access.circle_epochs where ${own} and epoch > 1 returning encode(sha256(previous), 'hex') as hash`)
  )
  await db.run(sql`
    update access.circles set ended_at = ${now()}, renew_since = null, epoch = 1
    where network_id = ${network}
      and id in (select circle_id from access.report_circles where network_id = ${network} and report_id = ${report})`)
  return wraps
}

/** Who is meant stays known by tokens until the outcome, also when the report itself has gone; after both, it is nobody's business. */
const dropSettledTokens = (database: Database, network: NetworkId) =>
  database.transaction('jobs', { network }, async tx => {
    const dropped = await writeHandle(tx).run(sql`
      delete from reports.subject_tokens t using reports.follow_ups f, reports.envelopes e
      where t.network_id = ${network} and f.network_id = t.network_id and f.id = t.follow_up_id and f.remind_on is null
        and e.network_id = f.network_id and e.id = f.report_id and e.status = 'erased' and e.erase_on is null`)
    if (dropped) await enqueue(tx, 'rewrite-erased', {}, { jobKey: 'rewrite-erased' })
  })

/** Deleted is not gone until the tables are written anew. Stays in the queue until it has been done. */
export const rewriteErased = async (
  database: Database,
  beside: readonly Pick<Beside, 'tables'>[]
): Promise<void> => {
  const all = [...tablesWithReports, ...beside.flatMap(other => other.tables)]
  const { tables, log } = await rewriteTables(database, all)
  const networks = await database.transaction('jobs', {}, tx => networksOf(readHandle(tx)))
  for (const { id } of networks)
    await database.transaction('jobs', { network: id }, tx =>
      recordEntry(writeHandle(tx), {
        network: id,
        at: now(),
        actor: 'system',
        verb: reportVerbs['report.erase-ended'].verb,
        subject: 'reports.envelopes/rewritten',
        circle: null,
        detail: { tables: tables.length, log }
      })
    )
}

const networksOf = (db: Read) =>
  db.rows(sql<{ id: NetworkId }>`select network_id as id from identity.networks`)
