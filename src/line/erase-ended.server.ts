// What the line keeps without a report ends too (REP4, REP6): the number, hours and word of a promised call, and what one shift left to the
// next. Runs at night as the job's own role, which reaches these and no others (db/migrations/0019_line_ends.sql).
import { sql } from 'kysely'
import { may } from '#access/verbs.ts'
import type { Write } from '#access/work.server.ts'
import { recordEntry } from '#audit/record.server.ts'
import type { SystemActor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { CircleId, NetworkId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { now } from '#platform/clock.server.ts'
import type { Database } from '#platform/db.server.ts'
import { readHandle, writeHandle } from '#platform/handles.ts'
import { enqueue } from '#platform/jobs.server.ts'
import { addPeriod, type PeriodName } from '#reports/index.ts'
import { periodsOf } from '#reports/index.server.ts'
import { lineVerbs } from './verbs.ts'

type Kept = { id: string; circle: CircleId; from: Date }
/** Undefined when it is gone already, or came to stand elsewhere, while the list was worked off. */
type EraseOne = (db: Write, network: NetworkId, id: string) => Promise<{ hash: string | null } | undefined>

const kinds: { name: PeriodName; subject: string; kept: ReturnType<typeof sql<Kept>>; erase: EraseOne }[] = [
  {
    // counted from the day it was over; when nobody made the call, from the day for which it was promised
    name: 'keep-call-back',
    subject: 'line.call_backs',
    kept: sql<Kept>`
      select b.id, b.circle_id as circle, coalesce(b.done_at, b.due_at) as "from"
      from line.call_backs b join line.calls c on c.network_id = b.network_id and c.id = b.call_id
      where b.network_id = nullif(current_setting('fener.network_id', true), '')::uuid and c.report_id is null
        and (b.sealed is not null or b.done_at is null) order by 3, 1`,
    erase: async (db, network, id) => {
      const [row] = await db.rows(sql<{ hash: string | null }>`
        select encode(sha256(sealed), 'hex') as hash from line.call_backs
        where network_id = ${network} and id = ${id} for update`)
      await db.run(sql`
        update line.call_backs set sealed = null, done_at = coalesce(done_at, ${now()})
        where network_id = ${network} and id = ${id}`)
      return row
    }
  },
  {
    name: 'keep-hand-over',
    subject: 'line.hand_overs',
    kept: sql<Kept>`
      select id, circle_id as circle, at as "from" from line.hand_overs
      where network_id = nullif(current_setting('fener.network_id', true), '')::uuid order by 3, 1`,
    erase: async (db, network, id) => {
      await db.run(
        sql`delete from line.hand_over_reads where network_id = ${network} and hand_over_id = ${id}`
      )
      const [row] = await db.rows(sql<{ hash: string }>`
        delete from line.hand_overs where network_id = ${network} and id = ${id}
        returning encode(sha256(sealed), 'hex') as hash`)
      return row
    }
  }
]

/** Erases in every network what has come to its end, one transaction each. That there was a call, and each step on it, stays. */
export const eraseEndedCalls = async (database: Database): Promise<string[]> => {
  const networks = await database.transaction('jobs', {}, tx =>
    readHandle(tx).rows(sql<{ id: NetworkId; timezone: string | null }>`
      select network_id as id, profile->>'timezone' as timezone from identity.networks`)
  )
  const erased: string[] = []
  for (const { id: network, timezone } of networks) {
    const actor: SystemActor = { kind: 'system', network }
    if (!may(actor, lineVerbs['call.erase-ended'])) throw notFound()
    const [dayOf, today] = [
      (at: Date) => dayIn(at, timezone ?? 'UTC'),
      dayIn(now(), timezone ?? 'UTC')
    ] as const
    for (const { name, subject, kept, erase } of kinds) {
      const ended = await database.transaction('jobs', { network }, async tx => {
        const db = readHandle(tx)
        const periodOn = await periodsOf(db, network)
        return (await db.rows(kept)).filter(({ from }) => {
          const began = dayOf(from)
          return addPeriod(began, periodOn(name, began)) <= today
        })
      })
      for (const { id, circle } of ended)
        await database.transaction('jobs', { network }, async tx => {
          const db = writeHandle(tx)
          const gone = await erase(db, network, id)
          if (!gone) return
          await recordEntry(db, {
            network,
            at: now(),
            actor: 'system',
            verb: lineVerbs['call.erase-ended'].verb,
            subject: `${subject}/${id}`,
            circle,
            detail: { because: 'period', sha256: gone.hash }
          })
          await enqueue(tx, 'rewrite-erased', {}, { jobKey: 'rewrite-erased' })
          erased.push(id)
        })
    }
  }
  return erased
}
