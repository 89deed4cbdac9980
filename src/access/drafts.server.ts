// What is being typed: sealed to its writer alone, kept on the server, so that a broken line, a locked desk or a closed window
// loses nothing, and this computer's disk gets nothing readable.
import { sql } from 'kysely'
import { z } from 'zod'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { notFound } from '#kernel/problem.ts'
import { sealedBytes } from '#kernel/wire.ts'
import { base64url } from '#seal/bytes.ts'
import { accessVerbs } from './permissions.ts'
import { look, work } from './work.server.ts'

/** Where it is typed. A draft about a case is there for whoever still works on that case, and for nobody who left it. */
export const DraftPlace = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call') }),
  z.strictObject({
    kind: z.enum([
      'case-step',
      'case-person',
      'case-identity',
      'case-story',
      'case-referral',
      'case-correction',
      'case-handover',
      'case-conference',
      'case-minutes'
    ]),
    case: z.uuid(),
    circle: z.uuid()
  }),
  // `alert`: the alert, or what one is about to be raised from
  z.strictObject({ kind: z.enum(['alert-words', 'alert-raise']), alert: z.uuid(), circle: z.uuid() }),
  // a public one belongs to no circle
  z.strictObject({ kind: z.literal('brief-words'), brief: z.uuid(), circle: z.uuid().nullable() })
])
export type DraftPlace = z.infer<typeof DraftPlace>

export const Draft = z.strictObject({
  id: z.uuid(),
  place: DraftPlace,
  startedAt: z.iso.datetime(),
  rev: z.int().min(1).max(1_000_000),
  sealed: sealedBytes
})
export type Draft = z.infer<typeof Draft>
export const DraftId = z.strictObject({ id: z.uuid() })

const about = (place: DraftPlace) => {
  if (place.kind === 'call') return { of: null, circle: null }
  const of = 'alert' in place ? place.alert : 'brief' in place ? place.brief : place.case
  return { of, circle: place.circle }
}

/** Keeps the newest text of a draft. A save that was overtaken by a newer one changes nothing. */
export const keepDraft = (actor: Actor, input: Draft) =>
  work(actor, accessVerbs['draft.keep'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const { of, circle } = about(input.place)
    if (circle && !(actor.circles as readonly string[]).includes(circle)) throw notFound()
    await db.run(sql`
      insert into access.drafts (network_id, id, account_id, started_at, rev, sealed, kind, of_case, of_circle)
      values (${actor.network}, ${input.id}, ${actor.account}, ${input.startedAt}, ${input.rev}, ${Buffer.from(input.sealed)},
              ${input.place.kind}, ${of}, ${circle})
      on conflict (network_id, id) do update set rev = excluded.rev, sealed = excluded.sealed
        where access.drafts.account_id = excluded.account_id and access.drafts.rev < excluded.rev`)
    const kept = await db.row(sql<{ rev: number }>`
      select rev from access.drafts
      where network_id = ${actor.network} and id = ${input.id} and account_id = ${actor.account}`)
    if (!kept) throw notFound()
    return { subject: `access.drafts/${input.id}`, detail: { rev: input.rev }, reply: kept }
  })

export const dropDraft = (actor: Actor, { id }: { id: string }) =>
  work(actor, accessVerbs['draft.keep'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    await db.run(
      sql`delete from access.drafts where network_id = ${actor.network} and id = ${id} and account_id = ${actor.account}`
    )
    return { subject: `access.drafts/${id}`, detail: { dropped: true }, reply: null }
  })

/** The actor's own drafts of one place, oldest first. */
export const listDrafts = (actor: Actor, place: DraftPlace) =>
  look(actor, accessVerbs['draft.keep'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const rows = await db.rows(sql<{ id: string; startedAt: Date; rev: number; sealed: Uint8Array }>`
      select id, started_at as "startedAt", rev, sealed from access.drafts
      where network_id = ${actor.network} and account_id = ${actor.account} and kind = ${place.kind}
        and of_case is not distinct from ${about(place).of}::uuid
      order by started_at`)
    return {
      subject: 'access.drafts/own',
      detail: { count: rows.length },
      reply: rows.map(row => ({
        ...row,
        startedAt: row.startedAt.toISOString(),
        sealed: base64url(row.sealed)
      }))
    }
  })
