// Notes while they are being written: each is sealed in the browser to its writer's own key, and only the writer's rows exist for them.
import { sql } from 'kysely'
import { z } from 'zod'
import { browse, keepOwn, work, type Read } from '#access/work.server.ts'
import { isStaff, type Actor, type StaffActor } from '#kernel/actor.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { base64url } from '#seal/bytes.ts'
import { recipientCount } from '#seal/index.ts'
import { takenHow, type TakenHow } from '../taken.ts'
import { lineVerbs } from './verbs.ts'

export const KeptDraft = z.strictObject({
  id: z.uuid(),
  rev: z.int().positive().max(1_000_000),
  how: z.enum(takenHow),
  sealed: sealedBytes
})
export type KeptDraft = z.infer<typeof KeptDraft>

/** More open notes than a person can have in hand are a mistake of the page. */
const mostDrafts = 40

const forMeAlone = (sealed: KeptDraft['sealed']) => {
  if (recipientCount(sealed) !== 1) throw problem('input.malformed', 400)
}

/** A note begins. Sent twice it is one; by the day in the log, for the hour is the caller's. */
export const beginNote = (actor: Actor, input: KeptDraft) =>
  work(actor, lineVerbs['call.begin'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    forMeAlone(input.sealed)
    const mine = await db.row(sql<{ count: number }>`
      select count(*)::int as count from line.drafts where network_id = ${actor.network} and account_id = ${actor.account}`)
    if ((mine?.count ?? 0) >= mostDrafts) throw problem('call.too-many-drafts', 409)
    const kept = await db.run(sql`
      insert into line.drafts (network_id, account_id, id, rev, how, saved_at, sealed)
      values (${actor.network}, ${actor.account}, ${input.id}, ${input.rev}, ${input.how}, ${now}, ${Buffer.from(input.sealed)})
      on conflict (network_id, account_id, id) do update
        set rev = excluded.rev, saved_at = excluded.saved_at, sealed = excluded.sealed
        where line.drafts.rev < excluded.rev`)
    if (kept === 0 && !(await isThere(db, actor, input))) throw problem('common.changed-by-other', 409)
    return {
      subject: `line.drafts/${input.id}`,
      detail: { how: input.how },
      byTheDay: true,
      reply: { rev: input.rev }
    }
  })

/** Whether exactly this revision is kept already: sent again because its answer was lost on a bad line. */
const isThere = async (db: Read, actor: StaffActor, { id, rev, sealed }: KeptDraft): Promise<boolean> =>
  !!(await db.row(sql`
    select 1 from line.drafts
    where network_id = ${actor.network} and account_id = ${actor.account} and id = ${id} and rev = ${rev}
      and sealed = ${Buffer.from(sealed)}`))

/**
 * Keeps the newest revision of a note that was begun. Throws `common.changed-by-other` when another one of this or a later number
 * is there (the same person in another window), notFound when there is no such note of theirs: saved, thrown away, or somebody else's.
 */
export const keepDraft = (actor: Actor, input: KeptDraft) =>
  keepOwn(actor, lineVerbs['call.keep-draft'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    forMeAlone(input.sealed)
    const kept = await db.run(sql`
      update line.drafts set rev = ${input.rev}, saved_at = ${now}, sealed = ${Buffer.from(input.sealed)}
      where network_id = ${actor.network} and account_id = ${actor.account} and id = ${input.id} and rev < ${input.rev}`)
    if (kept === 1 || (await isThere(db, actor, input))) return { rev: input.rev }
    const there = await db.row(sql`
      select 1 from line.drafts
      where network_id = ${actor.network} and account_id = ${actor.account} and id = ${input.id}`)
    throw there ? problem('common.changed-by-other', 409) : notFound()
  })

export type OwnDraft = { id: string; rev: number; how: TakenHow; savedAt: string; sealed: string }

/** The actor's own open notes, the newest first. Nobody else's exist for them. */
export const listOwnDrafts = (actor: Actor): Promise<OwnDraft[]> =>
  browse(actor, lineVerbs['call.keep-draft'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const rows = await db.rows(sql<{
      id: string
      rev: number
      how: TakenHow
      saved_at: Date
      sealed: Uint8Array
    }>`
      select id, rev, how, saved_at, sealed from line.drafts
      where network_id = ${actor.network} and account_id = ${actor.account} order by saved_at desc`)
    return rows.map(({ saved_at, sealed, ...row }) => ({
      ...row,
      savedAt: saved_at.toISOString(),
      sealed: base64url(sealed)
    }))
  })

export const Discarded = z.strictObject({ id: z.uuid() })

/** A note is thrown away by whoever wrote it. */
export const discardDraft = (actor: Actor, { id }: z.infer<typeof Discarded>) =>
  work(actor, lineVerbs['call.discard-draft'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const gone = await db.run(sql`
      delete from line.drafts where network_id = ${actor.network} and account_id = ${actor.account} and id = ${id}`)
    if (gone === 0) throw notFound()
    return { subject: `line.drafts/${id}`, byTheDay: true, reply: null }
  })
