import { sql } from 'kysely'
import type { AccountId, CircleId, NetworkId } from '#kernel/id.ts'
import { base64url } from '#seal/bytes.ts'
import type { Sealed } from '#seal/types.ts'
import type { Read, Work } from './work.server.ts'

export type CircleKind = 'intake' | 'coordination' | 'case' | 'referral' | 'report'
export type Held = { account: string; kind: 'member' | 'keeper'; sealed: Sealed<unknown> }

/** Makes a circle with its first epoch and its members' wraps, and enters it for the rest of the transaction. */
export const makeCircle = async (
  { db, now, enterCircle }: Pick<Work, 'db' | 'now' | 'enterCircle'>,
  by: { network: NetworkId; account: AccountId },
  circle: { id: string; kind: CircleKind; recipient: string; held: Held[]; organisation?: string }
): Promise<CircleId> => {
  const id = circle.id as CircleId
  await enterCircle(id)
  await db.run(sql`
    insert into access.circles (network_id, id, kind, organisation_id, epoch, made_by, made_at)
    values (${by.network}, ${id}, ${circle.kind}, ${circle.organisation ?? null}, 1, ${by.account}, ${now})`)
  await db.run(sql`
    insert into access.circle_epochs (network_id, circle_id, epoch, recipient, made_by, made_at)
    values (${by.network}, ${id}, 1, ${circle.recipient}, ${by.account}, ${now})`)
  for (const held of circle.held) await addToCircle({ db, now }, by, { circle: id, epoch: 1, ...held })
  return id
}

/** Adds a person with the circle's root wrapped for them. Being added twice changes nothing but renews the wrap's kind. */
export const addToCircle = async (
  { db, now }: Pick<Work, 'db' | 'now'>,
  by: { network: NetworkId; account: AccountId },
  held: Held & { circle: CircleId; epoch: number }
) => {
  await db.run(sql`
    insert into access.circle_members (network_id, circle_id, account_id, kind, granted_by, from_at)
    values (${by.network}, ${held.circle}, ${held.account}, ${held.kind}, ${by.account}, ${now})
    on conflict (network_id, circle_id, account_id) do update set until_at = null, kind = excluded.kind`)
  await db.run(sql`
    insert into access.wraps (network_id, circle_id, epoch, account_id, granted_by, sealed)
    values (${by.network}, ${held.circle}, ${held.epoch}, ${held.account}, ${by.account}, ${Buffer.from(held.sealed)})
    on conflict (network_id, circle_id, epoch, account_id) do nothing`)
}

/** Everything a browser needs to open and to seal in these circles; the account's own wraps only. */
export type CircleKeys = {
  epochs: { circle: string; kind: CircleKind; epoch: number; recipient: string; madeBy: string }[]
  wraps: { circle: string; epoch: number; grantedBy: string; sealed: string }[]
  /** Ed25519 public keys of those who may have written here: account → key. */
  signers: Record<string, string>
}

export const keysOf = async (
  db: Read,
  actor: { network: NetworkId; account: AccountId },
  circles: readonly CircleId[]
): Promise<CircleKeys> => {
  const epochs = await db.rows(sql<CircleKeys['epochs'][number]>`
    select e.circle_id as circle, c.kind, e.epoch, e.recipient, e.made_by as "madeBy"
    from access.circle_epochs e join access.circles c on c.network_id = e.network_id and c.id = e.circle_id
    where e.network_id = ${actor.network} and e.circle_id = any(${circles}::uuid[]) order by e.epoch`)
  const wraps = await db.rows(sql<{ circle: string; epoch: number; grantedBy: string; sealed: Uint8Array }>`
    select circle_id as circle, epoch, granted_by as "grantedBy", sealed from access.wraps
    where network_id = ${actor.network} and account_id = ${actor.account} and circle_id = any(${circles}::uuid[])`)
  const people = await db.rows(sql<{ id: string; sign_public: Uint8Array }>`
    select id, sign_public from identity.people where network_id = ${actor.network}`)
  return {
    epochs,
    wraps: wraps.map(w => ({ ...w, sealed: base64url(w.sealed) })),
    signers: Object.fromEntries(people.map(p => [`acc:${p.id}`, base64url(p.sign_public)]))
  }
}
