import { sql } from 'kysely'
import type { AccountId, CircleId, NetworkId } from '#kernel/id.ts'
import { problem } from '#kernel/problem.ts'
import { base64url } from '#seal/bytes.ts'
import type { Sealed } from '#seal/types.ts'
import type { Read, Work } from './work.server.ts'

export type CircleKind = 'intake' | 'coordination' | 'case' | 'referral' | 'report' | 'matching' | 'warning'
export type Held = {
  account: string
  kind: 'member' | 'keeper'
  sealed: Sealed<unknown>
  /** The granter's word, under the circle's root, that this is the person's key (seal/vouch.ts). */
  vouch?: Uint8Array | undefined
}

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
  inside: Pick<Work, 'db' | 'now'>,
  by: { network: NetworkId; account: AccountId },
  held: Held & { circle: CircleId; epoch: number }
) => {
  await joinCircle(inside, by, held)
  await writeWrap(inside.db, by, held)
}

/** Adds a person without a key: they see the circle's rows, and read its content when a holder's desk made a new key. */
export const joinCircle = (
  { db, now }: Pick<Work, 'db' | 'now'>,
  by: { network: NetworkId; account: AccountId },
  one: Pick<Held, 'account' | 'kind'> & { circle: CircleId }
) =>
  db.run(sql`
    insert into access.circle_members (network_id, circle_id, account_id, kind, granted_by, from_at)
    values (${by.network}, ${one.circle}, ${one.account}, ${one.kind}, ${by.account}, ${now})
    on conflict (network_id, circle_id, account_id) do update set until_at = null, kind = excluded.kind`)

export const writeWrap = (
  db: Work['db'],
  by: { network: NetworkId; account: AccountId },
  wrap: Omit<Held, 'kind'> & { circle: CircleId; epoch: number }
) =>
  db.run(sql`
    insert into access.wraps (network_id, circle_id, epoch, account_id, granted_by, sealed, vouch)
    values (${by.network}, ${wrap.circle}, ${wrap.epoch}, ${wrap.account}, ${by.account}, ${Buffer.from(wrap.sealed)},
            ${wrap.vouch ? Buffer.from(wrap.vouch) : null})
    on conflict (network_id, circle_id, epoch, account_id) do nothing`)

/** What is sealed now is sealed with the circle's newest key. Throws `keys.changed`: the browser fetches it and seals again. */
export const checkEpoch = (given: number, current: number) => {
  if (given !== current) throw problem('keys.changed', 409)
}

/** Everything a browser needs to open and to seal in these circles; the account's own wraps only. */
export type CircleKeys = {
  /** `previous`: the root of the epoch before, sealed to this one's key. Times are the server's. */
  epochs: {
    circle: string
    epoch: number
    recipient: string
    madeBy: string
    madeAt: string
    previous: string | null
  }[]
  wraps: { circle: string; epoch: number; grantedBy: string; sealed: string }[]
  /** Who holds or held the circle's key, members and keepers alike, and when. */
  holders: { circle: string; account: string; from: string; until: string | null }[]
  /** Ed25519 public keys of those who may have written here: account → key. */
  signers: Record<string, string>
}

export const keysOf = async (
  db: Read,
  actor: { network: NetworkId; account: AccountId },
  circles: readonly CircleId[]
): Promise<CircleKeys> => {
  const epochs = await db.rows(sql<{
    circle: string
    epoch: number
    recipient: string
    madeBy: string
    madeAt: Date
    previous: Uint8Array | null
  }>`
    select circle_id as circle, epoch, recipient, made_by as "madeBy", made_at as "madeAt", previous from access.circle_epochs
    where network_id = ${actor.network} and circle_id = any(${circles}::uuid[]) order by epoch`)
  const wraps = await db.rows(sql<{ circle: string; epoch: number; grantedBy: string; sealed: Uint8Array }>`
    select circle_id as circle, epoch, granted_by as "grantedBy", sealed from access.wraps
    where network_id = ${actor.network} and account_id = ${actor.account} and circle_id = any(${circles}::uuid[])`)
  const holders = await db.rows(sql<{ circle: string; account: string; from: Date; until: Date | null }>`
    select circle_id as circle, account_id as account, from_at as from, until_at as until from access.circle_members
    where network_id = ${actor.network} and circle_id = any(${circles}::uuid[])`)
  const people = await db.rows(sql<{ id: string; sign_public: Uint8Array }>`
    select id, sign_public from identity.people where network_id = ${actor.network}`)
  return {
    epochs: epochs.map(e => ({
      ...e,
      madeAt: e.madeAt.toISOString(),
      previous: e.previous && base64url(e.previous)
    })),
    wraps: wraps.map(w => ({ ...w, sealed: base64url(w.sealed) })),
    holders: holders.map(h => ({
      ...h,
      from: h.from.toISOString(),
      until: h.until && h.until.toISOString()
    })),
    signers: Object.fromEntries(people.map(p => [`acc:${p.id}`, base64url(p.sign_public)]))
  }
}
