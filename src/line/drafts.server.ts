// A note while it is being typed: sealed to the operator alone, kept on the server, so that a broken line, a locked desk or a
// closed window loses nothing, and this computer's disk gets nothing readable.
import { sql } from 'kysely'
import { z } from 'zod'
import { look, work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { base64url } from '#seal/bytes.ts'
import { lineVerbs } from './verbs.ts'

export const Draft = z.strictObject({
  id: z.uuid(),
  startedAt: z.iso.datetime(),
  rev: z.int().min(1).max(1_000_000),
  sealed: sealedBytes
})
export type Draft = z.infer<typeof Draft>
export const DraftId = z.strictObject({ id: z.uuid() })

/** Keeps the newest text of a draft. A save that was overtaken by a newer one changes nothing. */
export const keepDraft = (actor: Actor, input: Draft) =>
  work(actor, lineVerbs['call.take'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    await db.run(sql`
      insert into line.drafts (network_id, id, account_id, started_at, rev, sealed)
      values (${actor.network}, ${input.id}, ${actor.account}, ${input.startedAt}, ${input.rev}, ${Buffer.from(input.sealed)})
      on conflict (network_id, id) do update set rev = excluded.rev, sealed = excluded.sealed
        where line.drafts.account_id = excluded.account_id and line.drafts.rev < excluded.rev`)
    const kept = await db.row(sql<{ rev: number }>`
      select rev from line.drafts
      where network_id = ${actor.network} and id = ${input.id} and account_id = ${actor.account}`)
    if (!kept) throw notFound()
    return { subject: `line.drafts/${input.id}`, detail: { rev: input.rev }, reply: kept }
  })

export const dropDraft = (actor: Actor, { id }: { id: string }) =>
  work(actor, lineVerbs['call.take'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    await db.run(
      sql`delete from line.drafts where network_id = ${actor.network} and id = ${id} and account_id = ${actor.account}`
    )
    return { subject: `line.drafts/${id}`, detail: { dropped: true }, reply: null }
  })

/** The actor's own drafts, oldest first. */
export const listDrafts = (actor: Actor) =>
  look(actor, lineVerbs['call.take'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const rows = await db.rows(sql<{ id: string; startedAt: Date; rev: number; sealed: Uint8Array }>`
      select id, started_at as "startedAt", rev, sealed from line.drafts
      where network_id = ${actor.network} and account_id = ${actor.account} order by started_at`)
    return {
      subject: 'line.drafts/own',
      detail: { count: rows.length },
      reply: rows.map(row => ({
        ...row,
        startedAt: row.startedAt.toISOString(),
        sealed: base64url(row.sealed)
      }))
    }
  })
