import { sql } from 'kysely'
import { keysOf } from '#access/circles.server.ts'
import { look } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { CircleId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { base64url } from '#seal/bytes.ts'
import { dueState, type DueState } from './call-backs.ts'
import { lineVerbs } from './verbs.ts'

export type CallBackRow = {
  id: string
  dueAt: string
  state: DueState
  /** Null: nobody has taken it, or whoever had it has left. */
  owner: { account: string; name: string } | null
  report: string | null
  missed: { day: string; hour: number; line: 'first' | 'second' | 'both' } | null
  tries: number
  lastTried: string | null
}

/** Call-backs that are due, the nearest first; no number among them. `few` asks for that many at most. */
export const listCallBacks = (actor: Actor, few = 200): Promise<CallBackRow[]> =>
  look(actor, lineVerbs['call.list-call-backs'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const rows = await db.rows(sql<{
      id: string
      due_at: Date
      owner: string | null
      name: string | null
      report: string | null
      missed_on: string | null
      missed_hour: number | null
      missed_line: 'first' | 'second' | 'both' | null
      tries: number
      tried: string | null
    }>`
      select c.id, c.due_at, p.id as owner, p.name, e.code as report, c.missed_on::text, c.missed_hour, c.missed_line,
        (select count(*)::int from line.call_back_facts f
         where f.network_id = c.network_id and f.call_back_id = c.id and f.kind = 'call-back-tried') as tries,
        (select f.detail->>'how' from line.call_back_facts f
         where f.network_id = c.network_id and f.call_back_id = c.id and f.kind = 'call-back-tried'
         order by f.no desc limit 1) as tried
      from line.call_backs c
      left join identity.people p on p.network_id = c.network_id and p.id = c.owner_id and p.left_at is null
      left join reports.envelopes e on e.network_id = c.network_id and e.id = c.report_id
      where c.network_id = ${actor.network} and c.circle_id = any(${actor.circles}::uuid[]) and c.status = 'due'
      order by c.due_at, c.id limit ${few}`)
    const reply = rows.map(r => ({
      id: r.id,
      dueAt: r.due_at.toISOString(),
      state: dueState(r.due_at.toISOString(), now.toISOString()),
      owner: r.owner && r.name ? { account: r.owner, name: r.name } : null,
      report: r.report,
      missed:
        r.missed_on !== null && r.missed_hour !== null && r.missed_line !== null
          ? { day: r.missed_on, hour: r.missed_hour, line: r.missed_line }
          : null,
      tries: r.tries,
      lastTried: r.tried
    }))
    return {
      subject: 'line.call_backs/list',
      circle: actor.circles[0] ?? null,
      detail: { shown: reply.length },
      reply
    }
  })

/** Whom to call: the sealed number, hours and word of one call-back, for the browser that can open it. Each look is logged. */
export const readCallBack = (actor: Actor, id: string) =>
  look(actor, lineVerbs['call.read-call-back'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const row = await db.row(sql<{ circle: CircleId; epoch: number | null; sealed: Uint8Array | null }>`
      select circle_id as circle, epoch, sealed from line.call_backs
      where network_id = ${actor.network} and id = ${id} and circle_id = any(${actor.circles}::uuid[])`)
    if (!row?.sealed || row.epoch === null) throw notFound()
    return {
      subject: `line.call_backs/${id}`,
      circle: row.circle,
      reply: {
        id,
        circle: row.circle as string,
        epoch: row.epoch,
        sealed: base64url(row.sealed),
        keys: await keysOf(db, actor, [row.circle])
      }
    }
  })
