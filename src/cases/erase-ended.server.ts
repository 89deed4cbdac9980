// The end of a case, at night: every row of its circle and of its referrals' circles goes, with the keys that opened them. What stays are
// lines that can be counted and lead back to nobody, and a certificate in the log (docs/decisions/0018-the-end-of-a-case.md).
// Runs as the job's own role, which reaches closed cases with a day of erasure and no other (db/migrations/0028_case_ends.sql).
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { may } from '#access/verbs.ts'
import type { Read, Write } from '#access/work.server.ts'
import { recordEntry } from '#audit/record.server.ts'
import type { SystemActor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { CaseId, CircleId, NetworkId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { now } from '#platform/clock.server.ts'
import type { Database } from '#platform/db.server.ts'
import { readHandle, writeHandle } from '#platform/handles.ts'
import { enqueue } from '#platform/jobs.server.ts'
import { countedLines, type CountedReferral } from './counted-lines.ts'
import type { CaseFact } from './facts.ts'
import { caseVerbs } from './verbs.ts'

export type CaseCertificate = {
  case: CaseId
  /** SHA-256 over the SHA-256 of every sealed box, sorted: whoever still holds a copy can show that it is meant. */
  sha256: string
  boxes: number
}

type Ending = {
  name: string
  circle: string
  /** Columns that hold sealed bytes. */
  sealed: string[]
}

/** Deleted by name, at the end: they lead from the case to all the rest. */
const roots = ['services.case_referrals', 'services.referrals', 'cases.cases']

/**
 * Every table with rows of a case, those first that point to others. They are told to the job by a policy of this name, so that a new
 * table cannot be forgotten here; the names come from the catalogue, never from outside.
 */
const endings = async (db: Read): Promise<Ending[]> => {
  const tables = await db.rows(sql<Ending>`
    select n.nspname || '.' || c.relname as name,
      (select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attname in ('circle_id', 'of_circle')) as circle,
      array(select a.attname::text from pg_attribute a
            where a.attrelid = c.oid and a.atttypid = 'bytea'::regtype and not a.attisdropped) as sealed
    from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
    where p.polname = 'ends_with_case' and c.oid <> 'access.circles'::regclass order by 1`)
  const points = await db.rows(sql<{ from: string; to: string }>`
    select n.nspname || '.' || c.relname as from, m.nspname || '.' || d.relname as to
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class d on d.oid = k.confrelid join pg_namespace m on m.oid = d.relnamespace
    where k.contype = 'f' and k.conrelid <> k.confrelid`)
  const left = tables.filter(t => !roots.includes(t.name))
  const sorted: Ending[] = []
  while (left.length) {
    const free = left.findIndex(t => !points.some(p => p.to === t.name && left.some(l => l.name === p.from)))
    sorted.push(...left.splice(Math.max(free, 0), 1))
  }
  return sorted
}

/** What is written anew afterwards, so that the deleted bytes leave the disk too. */
export const tablesWithCases = (database: Database): Promise<string[]> =>
  database.transaction('jobs', {}, async tx => [
    ...(await endings(readHandle(tx))).map(t => t.name),
    ...roots
  ])

/** Erases in every network what has come to its end. Asked again it goes on where it was stopped: one case is one transaction. */
export const eraseEndedCases = async (database: Database): Promise<CaseCertificate[]> => {
  const networks = await database.transaction('jobs', {}, tx =>
    readHandle(tx).rows(sql<{ id: NetworkId; timezone: string | null }>`
      select network_id as id, profile->>'timezone' as timezone from identity.networks`)
  )
  const certificates: CaseCertificate[] = []
  for (const { id: network, timezone } of networks) {
    const actor: SystemActor = { kind: 'system', network }
    if (!may(actor, caseVerbs['case.erase-ended'])) throw notFound()
    const today = dayIn(now(), timezone ?? 'UTC')
    const ended = await database.transaction('jobs', { network }, tx =>
      readHandle(tx).rows(sql<{ id: CaseId }>`
        select id from cases.cases where network_id = ${network} and erase_on <= ${today}::date order by erase_on, id`)
    )
    for (const { id } of ended) {
      const certificate = await database.transaction('jobs', { network }, async tx => {
        const done = await eraseOne(writeHandle(tx), network, id, today)
        if (done) await enqueue(tx, 'rewrite-erased', {}, { jobKey: 'rewrite-erased' })
        return done
      })
      if (certificate) certificates.push(certificate)
    }
  }
  return certificates
}

/** Undefined when somebody kept it longer, or reopened it, while the list was worked off. */
const eraseOne = async (
  db: Write,
  network: NetworkId,
  id: CaseId,
  today: string
): Promise<CaseCertificate | undefined> => {
  const [row] = await db.rows(sql<{ circle: CircleId; opened: string }>`
    select circle_id as circle, opened_on::text as opened from cases.cases
    where network_id = ${network} and id = ${id} and erase_on <= ${today}::date for update`)
  if (!row) return undefined
  const facts = await db.rows(sql<{ kind: string; id: string; on: string; detail: object }>`
    select kind, id, happened_on::text as on, detail from cases.facts
    where network_id = ${network} and case_id = ${id} order by no`)
  const referrals = await db.rows(sql<CountedReferral & { circle: CircleId }>`
    select r.id, r.circle_id as circle, r.kind_of_help as service, r.urgency, r.sent_on::text as "sentOn", r.status,
      coalesce((select jsonb_agg(jsonb_build_object('kind', f.kind, 'on', f.happened_on) order by f.no) from services.referral_facts f
                where f.network_id = r.network_id and f.referral_id = r.id), '[]') as steps,
      coalesce((select jsonb_agg(jsonb_build_object('programme', f.programme_id, 'kind', f.kind, 'on', f.happened_on) order by f.no)
                from services.participation_facts f
                where f.network_id = r.network_id and f.referral_id = r.id), '[]') as parts,
      coalesce((select jsonb_agg(jsonb_build_object('programme', o.programme_id, 'months', o.months, 'outcome', o.outcome, 'on', o.happened_on))
                from services.outcomes o where o.network_id = r.network_id and o.referral_id = r.id), '[]') as outcomes
    from services.case_referrals l join services.referrals r on r.network_id = l.network_id and r.id = l.referral_id
    where l.network_id = ${network} and l.case_id = ${id}`)
  const circles = [row.circle, ...referrals.map(r => r.circle)]
  const boxes: string[] = []
  // the circles first: their rule asks for what goes next
  await db.run(sql`
    update access.circles set ended_at = coalesce(ended_at, ${now()}), renew_since = null
    where network_id = ${network} and id = any(${circles}::uuid[])`)
  // with both sides of every "the same person": what stays must not say that there was another case
  await db.run(sql`select cases.forget_same(${id})`)
  for (const { name, circle, sealed } of await endings(db)) {
    const of = sql`network_id = ${network} and ${sql.ref(circle)} = any(${circles}::uuid[])`
    for (const column of sealed) {
      const found = await db.rows(sql<{ hash: string }>`
        select encode(sha256(${sql.ref(column)}), 'hex') as hash from ${sql.table(name)}
        where ${of} and ${sql.ref(column)} is not null`)
      boxes.push(...found.map(f => f.hash))
    }
    await db.run(sql`delete from ${sql.table(name)} where ${of}`)
  }
  // the tie between the two goes with the referral
  await db.run(sql`
    delete from services.referrals where network_id = ${network} and id = any(${referrals.map(r => r.id)}::uuid[])`)
  await db.run(sql`delete from cases.cases where network_id = ${network} and id = ${id}`)
  await writeCounted(db, network, row.opened, facts as unknown as CaseFact[], referrals)
  const sha256 = createHash('sha256').update(boxes.toSorted().join('\n')).digest('hex')
  const wished = facts.some(f => f.kind === 'erasure-answered' && !('refused' in f.detail))
  await recordEntry(db, {
    network,
    at: now(),
    actor: 'system',
    verb: caseVerbs['case.erase-ended'].verb,
    subject: `cases.cases/${id}`,
    circle: row.circle,
    detail: {
      because: wished ? 'person' : 'period',
      sha256,
      boxes: boxes.length,
      facts: facts.length,
      referrals: referrals.length
    }
  })
  return { case: id, sha256, boxes: boxes.length }
}

/** Under new numbers that nothing ever knew, with the month instead of the day. */
const writeCounted = async (
  db: Write,
  network: NetworkId,
  opened: string,
  facts: readonly CaseFact[],
  referrals: readonly CountedReferral[]
) => {
  const lines = countedLines(opened, facts, referrals, () => crypto.randomUUID())
  const at = (day: string) => `${day}T00:00:00Z`
  await db.run(sql`
    insert into cases.cases (network_id, id, opened_on, status) values (${network}, ${lines.id}, ${lines.openedOn}, 'erased')`)
  for (const { id, kind, on, detail } of lines.facts)
    await db.run(sql`
      insert into cases.facts (network_id, id, case_id, kind, happened_on, at, detail)
      values (${network}, ${id}, ${lines.id}, ${kind}, ${on}, ${at(on)}, ${JSON.stringify(detail)}::jsonb)`)
  for (const { id, service, urgency, sentOn, status, steps, parts, outcomes } of lines.referrals) {
    await db.run(sql`
      insert into services.referrals (network_id, id, kind_of_help, urgency, sent_on, answer_by, status)
      values (${network}, ${id}, ${service}, ${urgency}, ${sentOn}, ${sentOn}, ${status})`)
    for (const step of steps)
      await db.run(sql`
        insert into services.referral_facts (network_id, id, referral_id, kind, happened_on, at)
        values (${network}, ${crypto.randomUUID()}, ${id}, ${step.kind}, ${step.on}, ${at(step.on)})`)
    for (const { programme, kind, on } of parts)
      await db.run(sql`
        insert into services.participation_facts (network_id, id, referral_id, programme_id, kind, happened_on, at)
        values (${network}, ${crypto.randomUUID()}, ${id}, ${programme}, ${kind}, ${on}, ${at(on)})`)
    for (const { programme, months, outcome, on } of outcomes)
      await db.run(sql`
        insert into services.outcomes (network_id, referral_id, months, programme_id, happened_on, outcome, at)
        values (${network}, ${id}, ${months}, ${programme}, ${on}, ${outcome}, ${at(on)})`)
  }
}
