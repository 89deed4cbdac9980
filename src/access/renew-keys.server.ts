// A circle gets a new key after somebody left: made in the browser of one who stays, taken here whole or not at all.
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor, StaffActor } from '#kernel/actor.ts'
import type { CircleId } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { bytes, sealedBytes } from '#kernel/wire.ts'
import { base64url } from '#seal/bytes.ts'
import { recipientCount } from '#seal/index.ts'
import { checkEpoch, keysOf, writeWrap, type CircleKind } from './circles.server.ts'
import type { Staying, Renewal } from './next-epoch.ts'
import { accessVerbs } from './permissions.ts'
import { identify, look, work, type Read } from './work.server.ts'

export const RenewKeys = z.strictObject({
  circle: z.uuid(),
  /** The new epoch: the present one and one. */
  epoch: z.int().min(2),
  recipient: z.string().regex(/^age1pq1[a-z0-9]{100,3000}$/),
  /** The present root, sealed to `recipient`. */
  previous: sealedBytes,
  wraps: z
    .array(z.strictObject({ account: z.uuid(), sealed: sealedBytes, vouch: bytes(32) }))
    .min(1)
    .max(200)
})
export type RenewKeys = z.infer<typeof RenewKeys>

const within = (actor: StaffActor) => [...actor.circles, ...actor.kept]

type Waiting = { id: CircleId; kind: CircleKind; epoch: number }
const waitingCircles = (db: Read, actor: StaffActor) =>
  db.rows(sql<Waiting>`
    select id, kind, epoch from access.circles
    where network_id = ${actor.network} and id = any(${within(actor)}::uuid[])
      and renew_since is not null and ended_at is null order by renew_since, id`)

/**
 * The actor's circles that need a new key, each with everybody who stays. The desk asks often and mostly there is none: that
 * answer shows nothing and leaves no entry.
 */
export const listRenewals = async (actor: Actor): Promise<Renewal[]> => {
  if (actor.kind !== 'staff') throw notFound()
  const any = await identify(actor.network, ({ db }) => waitingCircles(db, actor))
  if (any.length === 0) return []
  return look(actor, accessVerbs['keys.list-renewals'], async ({ db }) => {
    const reply: Renewal[] = []
    for (const { id, kind, epoch } of await waitingCircles(db, actor))
      reply.push({
        circle: id,
        kind,
        epoch,
        holders: await holdersOf(db, actor, { id, epoch }),
        keys: await keysOf(db, actor, [id])
      })
    return { subject: 'access.circles/renew', detail: { circles: reply.length }, reply }
  })
}

const holdersOf = async (db: Read, actor: StaffActor, { id, epoch }: { id: CircleId; epoch: number }) => {
  const rows = await db.rows(sql<Omit<Staying, 'vouch'> & { vouch: Uint8Array | null }>`
    select p.id as account, p.name, p.recipient, w.vouch
    from access.circle_members m
    join identity.people p on p.network_id = m.network_id and p.id = m.account_id and p.left_at is null
    left join access.wraps w on w.network_id = m.network_id and w.circle_id = m.circle_id and w.account_id = m.account_id
      and w.epoch = ${epoch}
    where m.network_id = ${actor.network} and m.circle_id = ${id} and m.until_at is null order by p.name, p.id`)
  return rows.map((r): Staying => ({ ...r, vouch: r.vouch && base64url(r.vouch) }))
}

/**
 * Takes a new epoch. Throws `keys.changed` for a stale or skipped epoch (a colleague was faster: nothing is to be done),
 * `keys.not-needed` when nobody left, `keys.members-changed` unless the wraps are for exactly those who stay, `keys.same-key` for
 * a key the circle had before, not-found for a circle the actor does not hold.
 */
export const renewKeys = (actor: Actor, input: RenewKeys) =>
  work(actor, accessVerbs['keys.renew'], async ({ db, now }) => {
    if (actor.kind !== 'staff') throw notFound()
    const circle = input.circle as CircleId
    if (!within(actor).includes(circle)) throw notFound()
    // who leaves or is let in meanwhile waits here, or has already changed what is checked below
    const row = await db.row(sql<Waiting & { needed: boolean }>`
      select id, kind, epoch, renew_since is not null as needed from access.circles
      where network_id = ${actor.network} and id = ${circle} and ended_at is null for update`)
    if (!row) throw notFound()
    checkEpoch(input.epoch, row.epoch + 1)
    if (!row.needed) throw problem('keys.not-needed', 409)
    const stay = (await holdersOf(db, actor, row)).map(h => h.account)
    // asked while they still were in the circle, answered when they are not: who left makes no key for the others
    if (!stay.includes(actor.account)) throw notFound()
    const given = input.wraps.map(w => w.account)
    if (
      new Set(given).size !== given.length ||
      stay.length !== given.length ||
      !stay.every(s => given.includes(s))
    )
      throw problem('keys.members-changed', 409)
    if (![input.previous, ...input.wraps.map(w => w.sealed)].every(sealed => recipientCount(sealed) === 1))
      throw problem('input.malformed', 400)
    const before = await db.row(sql`
      select 1 from access.circle_epochs
      where network_id = ${actor.network} and circle_id = ${circle} and recipient = ${input.recipient}`)
    if (before) throw problem('keys.same-key', 409)
    await db.run(sql`
      insert into access.circle_epochs (network_id, circle_id, epoch, recipient, made_by, made_at, previous)
      values (${actor.network}, ${circle}, ${input.epoch}, ${input.recipient}, ${actor.account}, ${now},
              ${Buffer.from(input.previous)})`)
    for (const wrap of input.wraps)
      await writeWrap(
        db,
        { network: actor.network, account: actor.account },
        {
          circle,
          epoch: input.epoch,
          ...wrap
        }
      )
    await db.run(sql`
      update access.circles set epoch = ${input.epoch}, renew_since = null
      where network_id = ${actor.network} and id = ${circle}`)
    return {
      subject: `access.circles/${circle}`,
      circle,
      detail: { epoch: input.epoch, holders: stay.length },
      reply: { epoch: input.epoch }
    }
  })
