// Hand-over notes: what the next person at the telephone should know. Sealed to the intake team; read-marks say who has seen them.
import { sql } from 'kysely'
import { z } from 'zod'
import { keysOf } from '#access/circles.server.ts'
import { look, work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { CircleId } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { base64url } from '#seal/bytes.ts'
import { recipientCount } from '#seal/index.ts'
import { intakeOf } from './intake.server.ts'
import { lineVerbs } from './verbs.ts'

export const HandOver = z.strictObject({ row: z.uuid(), epoch: z.int().positive(), sealed: sealedBytes })
export type HandOver = z.infer<typeof HandOver>

/** Leaves a note for whoever holds the line next. Sent twice it is one. */
export const writeHandOver = (actor: Actor, input: HandOver) =>
  work(actor, lineVerbs['duty.write-hand-over'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { circle, epoch } = await intakeOf(db, actor)
    if (epoch !== input.epoch) throw problem('report.circle', 409)
    if (recipientCount(input.sealed) !== 1) throw problem('report.wrong-recipients', 400)
    await db.run(sql`
      insert into line.hand_overs (network_id, id, circle_id, epoch, account_id, written_at, sealed)
      values (${actor.network}, ${input.row}, ${circle}, ${epoch}, ${actor.account}, ${now}, ${Buffer.from(input.sealed)})
      on conflict (network_id, id) do nothing`)
    return { subject: `line.hand_overs/${input.row}`, circle, reply: null }
  })

export type HandOverRow = {
  id: string
  epoch: number
  by: string
  name: string
  at: Date
  sealed: string
  readers: { account: string; name: string; at: string }[]
}

/** The newest notes with their read-marks; the browser opens them. */
export const listHandOvers = (actor: Actor, few = 14) =>
  look(actor, lineVerbs['duty.read-hand-over'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const rows = await db.rows(sql<Omit<HandOverRow, 'sealed'> & { circle: CircleId; sealed: Uint8Array }>`
      select h.id, h.circle_id as circle, h.epoch, h.account_id as by, p.name, h.written_at as at, h.sealed,
        coalesce((select json_agg(json_build_object('account', r.account_id, 'name', q.name, 'at', r.read_at) order by r.read_at)
                  from line.hand_over_reads r join identity.people q on q.network_id = r.network_id and q.id = r.account_id
                  where r.network_id = h.network_id and r.hand_over_id = h.id), '[]'::json) as readers
      from line.hand_overs h join identity.people p on p.network_id = h.network_id and p.id = h.account_id
      where h.network_id = ${actor.network} and h.circle_id = any(${actor.circles}::uuid[])
      order by h.written_at desc limit ${few}`)
    const circles = [...new Set(rows.map(r => r.circle))]
    return {
      subject: 'line.hand_overs/list',
      circle: circles[0] ?? actor.circles[0] ?? null,
      detail: { shown: rows.length },
      reply: {
        notes: rows.map(({ sealed, ...row }) => ({
          ...row,
          circle: row.circle as string,
          sealed: base64url(sealed)
        })),
        keys: await keysOf(db, actor, circles)
      }
    }
  })

export const ReadMark = z.strictObject({ id: z.uuid() })

/** "I have read this." One's own note needs no mark, and a second press changes nothing. */
export const markHandOverRead = (actor: Actor, { id }: z.infer<typeof ReadMark>) =>
  work(actor, lineVerbs['duty.read-hand-over'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const note = await db.row(sql<{ circle: CircleId; by: string }>`
      select circle_id as circle, account_id as by from line.hand_overs
      where network_id = ${actor.network} and id = ${id} and circle_id = any(${actor.circles}::uuid[])`)
    if (!note || note.by === actor.account) throw notFound()
    await db.run(sql`
      insert into line.hand_over_reads (network_id, hand_over_id, account_id, circle_id, read_at)
      values (${actor.network}, ${id}, ${actor.account}, ${note.circle}, ${now})
      on conflict (network_id, hand_over_id, account_id) do nothing`)
    return { subject: `line.hand_overs/${id}`, circle: note.circle, detail: { read: true }, reply: null }
  })

/** How many notes of colleagues the actor has not marked as read, of the last week. */
export const countUnreadHandOvers = (actor: Actor): Promise<number> =>
  look(actor, lineVerbs['duty.read-hand-over'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const row = await db.row(sql<{ count: number }>`
      select count(*)::int as count from line.hand_overs h
      where h.network_id = ${actor.network} and h.circle_id = any(${actor.circles}::uuid[])
        and h.account_id <> ${actor.account} and h.written_at > ${now}::timestamptz - interval '7 days'
        and not exists (select 1 from line.hand_over_reads r
                        where r.network_id = h.network_id and r.hand_over_id = h.id and r.account_id = ${actor.account})`)
    const count = row?.count ?? 0
    return {
      subject: 'line.hand_overs/count',
      circle: actor.circles[0] ?? null,
      detail: { count },
      reply: count
    }
  })
