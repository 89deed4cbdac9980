// What one shift leaves to the next: sealed to the intake team, marked by whoever has read it.
import { sql } from 'kysely'
import { z } from 'zod'
import { keysOf } from '#access/circles.server.ts'
import { look, work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { AccountId, CircleId } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { base64url } from '#seal/bytes.ts'
import { lineVerbs } from './verbs.ts'

export const HandOver = z.strictObject({
  id: z.uuid(),
  circle: z.uuid(),
  epoch: z.int().positive(),
  sealed: sealedBytes
})
export const HandOverId = z.strictObject({ id: z.uuid() })

/** Sent twice it is there once. Throws `report.circle` when the team's key has just changed: the browser seals again. */
export const leaveHandOver = (actor: Actor, input: z.infer<typeof HandOver>) =>
  work(actor, lineVerbs['duty.hand-over'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const circle = input.circle as CircleId
    const team =
      actor.circles.includes(circle) &&
      (await db.row(sql<{ epoch: number }>`
        select epoch from access.circles where network_id = ${actor.network} and id = ${circle} and kind = 'intake'`))
    if (!team) throw notFound()
    if (team.epoch !== input.epoch) throw problem('report.circle', 409)
    await db.run(sql`
      insert into line.hand_overs (network_id, id, circle_id, epoch, account_id, at, sealed)
      values (${actor.network}, ${input.id}, ${circle}, ${input.epoch}, ${actor.account}, ${now}, ${Buffer.from(input.sealed)})
      on conflict (network_id, id) do nothing`)
    return { subject: `line.hand_overs/${input.id}`, circle, reply: null }
  })

export const readHandOver = (actor: Actor, { id }: { id: string }) =>
  work(actor, lineVerbs['duty.hand-over'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const note = await db.row(sql<{ circle: CircleId }>`
      select circle_id as circle from line.hand_overs where network_id = ${actor.network} and id = ${id}`)
    if (!note) throw notFound()
    await db.run(sql`
      insert into line.hand_over_reads (network_id, hand_over_id, account_id, circle_id, at)
      values (${actor.network}, ${id}, ${actor.account}, ${note.circle}, ${now})
      on conflict (network_id, hand_over_id, account_id) do nothing`)
    return { subject: `line.hand_overs/${id}`, circle: note.circle, detail: { read: true }, reply: null }
  })

/** The notes of the last week, newest first, and the keys to open them and to leave one. */
export const listHandOvers = (actor: Actor) =>
  look(actor, lineVerbs['duty.hand-over'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account } = actor
    const since = new Date(now.getTime() - 7 * 86_400_000)
    const notes = await db.rows(sql<{
      id: string
      circle: CircleId
      epoch: number
      at: Date
      by: AccountId
      name: string
      sealed: Uint8Array
      readBy: string[]
      mineRead: boolean
    }>`
      select h.id, h.circle_id as circle, h.epoch, h.at, h.account_id as by, p.name, h.sealed,
        array(select q.name from line.hand_over_reads r join identity.people q on q.network_id = r.network_id and q.id = r.account_id
              where r.network_id = h.network_id and r.hand_over_id = h.id and r.account_id <> h.account_id order by r.at) as "readBy",
        h.account_id = ${account} or exists (select from line.hand_over_reads r
              where r.network_id = h.network_id and r.hand_over_id = h.id and r.account_id = ${account}) as "mineRead"
      from line.hand_overs h join identity.people p on p.network_id = h.network_id and p.id = h.account_id
      where h.network_id = ${network} and h.circle_id = any(${actor.circles}::uuid[]) and h.at > ${since}
      order by h.at desc limit 20`)
    const teams = await db.rows(sql<{ id: CircleId }>`
      select id from access.circles where network_id = ${network} and kind = 'intake' and ended_at is null and id = any(${actor.circles}::uuid[])`)
    const circle = teams[0]?.id ?? null
    return {
      subject: 'line.hand_overs/list',
      circle,
      detail: { count: notes.length },
      reply: {
        circle,
        notes: notes.map(n => ({ ...n, at: n.at.toISOString(), sealed: base64url(n.sealed) })),
        keys: circle ? await keysOf(db, actor, [circle]) : null
      }
    }
  })
