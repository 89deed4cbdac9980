import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor, Role } from '#kernel/actor.ts'
import type { CircleId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { bytes, sealedBytes } from '#kernel/wire.ts'
import { addToCircle, checkEpoch, type CircleKind } from './circles.server.ts'
import { accessVerbs } from './permissions.ts'
import { look, work } from './work.server.ts'

/** Which of the network's standing circles a role belongs to, and how. Case and referral circles are joined one by one. */
export const standing: Record<Role, Partial<Record<CircleKind, 'member' | 'keeper'>>> = {
  coordinator: { intake: 'keeper', coordination: 'member', matching: 'keeper', warning: 'member' },
  administrator: { coordination: 'member' },
  operator: { intake: 'member', report: 'member', warning: 'member' },
  'case-manager': { matching: 'member', warning: 'member' },
  provider: {},
  'field-worker': {},
  'monitoring-officer': {}
}

export const GrantKeys = z.strictObject({
  account: z.uuid(),
  circle: z.uuid(),
  epoch: z.int().positive(),
  sealed: sealedBytes,
  vouch: bytes(32)
})
export type GrantKeys = z.infer<typeof GrantKeys>

export type WaitingForKeys = {
  account: string
  name: string
  recipient: string
  role: Role
  circle: CircleId
  kind: CircleKind
  epoch: number
}

/** People whose role belongs to a circle which the actor holds, and who have not been handed its key yet. */
export const listWaitingForKeys = (actor: Actor): Promise<WaitingForKeys[]> =>
  look(actor, accessVerbs['keys.list-waiting'], async ({ db }) => {
    if (actor.kind !== 'staff') throw notFound()
    const held = [...actor.circles, ...actor.kept]
    const circles = await db.rows(sql<{ id: CircleId; kind: CircleKind; epoch: number }>`
      select id, kind, epoch from access.circles
      where network_id = ${actor.network} and kind in ('intake', 'coordination', 'report', 'matching', 'warning') and ended_at is null and id = any(${held}::uuid[])`)
    const people = await db.rows(sql<{ account: string; name: string; recipient: string; role: Role }>`
      select p.id as account, p.name, p.recipient, m.role
      from identity.people p join identity.memberships m on m.network_id = p.network_id and m.person_id = p.id
      where p.network_id = ${actor.network} and p.left_at is null and m.until_at is null`)
    // whoever was left out of a report is not waiting for its key
    const leftOut = await db.rows(sql<{ account: string; circle: CircleId }>`
      select p.id as account, r.circle_id as circle from access.report_circles r
      join identity.people p on p.network_id = r.network_id and p.organisation_id = any(r.excluded)
      where r.network_id = ${actor.network}`)
    const already = await db.rows(sql<{ account_id: string; circle_id: CircleId }>`
      select account_id, circle_id from access.circle_members
      where network_id = ${actor.network} and circle_id = any(${held}::uuid[]) and until_at is null`)
    const has = new Set([
      ...already.map(a => `${a.account_id} ${a.circle_id}`),
      ...leftOut.map(a => `${a.account} ${a.circle}`)
    ])
    const reply = circles.flatMap(c =>
      people
        .filter(p => standing[p.role]?.[c.kind] && !has.has(`${p.account} ${c.id}`))
        .map(p => ({ ...p, circle: c.id, kind: c.kind, epoch: c.epoch }))
    )
    return { subject: 'access.circle_members/waiting', detail: { count: reply.length }, reply }
  })

/** Hands a circle's newest key to a person whose role belongs there, wrapped in the granter's browser. Throws `keys.changed`. */
export const grantKeys = (actor: Actor, input: GrantKeys) =>
  work(actor, accessVerbs['keys.grant'], async ({ db, now }) => {
    if (actor.kind !== 'staff') throw notFound()
    const circle = input.circle as CircleId
    if (![...actor.circles, ...actor.kept].includes(circle)) throw notFound()
    // not while the circle gets a new key: the person would be left with the old one
    await db.row(sql`
      select 1 from access.circles where network_id = ${actor.network} and id = ${circle} for update`)
    const person = await db.row(sql<{ role: Role; kind: CircleKind; epoch: number }>`
      select m.role, c.kind, c.epoch
      from identity.people p
      join identity.memberships m on m.network_id = p.network_id and m.person_id = p.id and m.until_at is null
      join access.circles c on c.network_id = p.network_id and c.id = ${circle} and c.ended_at is null
      join access.circle_members mine on mine.network_id = c.network_id and mine.circle_id = c.id
        and mine.account_id = ${actor.account} and mine.until_at is null
      where p.network_id = ${actor.network} and p.id = ${input.account} and p.left_at is null`)
    const leftOut = await db.row(sql<{ yes: boolean }>`
      select access.is_left_out(${actor.network}, ${circle}, ${input.account}) as yes`)
    if (leftOut?.yes) throw notFound()
    const kind = person && standing[person.role]?.[person.kind]
    if (!kind) throw notFound()
    checkEpoch(input.epoch, person.epoch)
    await addToCircle(
      { db, now },
      { network: actor.network, account: actor.account },
      { circle, epoch: input.epoch, account: input.account, kind, sealed: input.sealed, vouch: input.vouch }
    )
    return { subject: `access.circle_members/${input.account}`, circle, detail: { kind }, reply: null }
  })
