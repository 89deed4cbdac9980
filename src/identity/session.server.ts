import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { identify } from '#access/work.server.ts'
import type { Actor, Role } from '#kernel/actor.ts'
import type { AccountId, CircleId, NetworkId, OrganisationId } from '#kernel/id.ts'
import type { Locale } from '#kernel/locale.ts'

export const sessionHours = { own: 12, shared: 2 } as const

/** 256 random bits for the cookie; the database gets the hash. */
export const newSessionToken = () => randomBytes(32).toString('base64url')
export const sessionHash = (token: string) => createHash('sha256').update(token).digest()

export type StaffActor = Extract<Actor, { kind: 'staff' }>

/** The person behind a cookie, with the circles they are in at this moment; undefined when there is none, it ended, or they left. */
export const findActor = (token: string): Promise<StaffActor | undefined> =>
  identify(null, async ({ db, now }) => {
    const person = await db.row(sql<{
      network_id: NetworkId
      id: AccountId
      organisation_id: OrganisationId
      name: string
      locale: Locale
      roles: Role[]
      circles: CircleId[]
      kept: CircleId[]
    }>`
      select p.network_id, p.id, p.organisation_id, p.name, p.locale,
        array(select role from identity.memberships m
              where m.network_id = p.network_id and m.person_id = p.id and (m.until_at is null or m.until_at > ${now})) as roles,
        array(select circle_id from access.circle_members c
              where c.network_id = p.network_id and c.account_id = p.id and c.kind = 'member'
                and (c.until_at is null or c.until_at > ${now})) as circles,
        array(select circle_id from access.circle_members c
              where c.network_id = p.network_id and c.account_id = p.id and c.kind = 'keeper'
                and (c.until_at is null or c.until_at > ${now})) as kept
      from identity.sessions s join identity.people p on p.network_id = s.network_id and p.id = s.person_id
      where s.hash = ${sessionHash(token)} and s.expires_at > ${now} and (p.left_at is null or p.left_at > ${now})`)
    return (
      person && {
        kind: 'staff',
        account: person.id,
        network: person.network_id,
        organisation: person.organisation_id,
        roles: person.roles,
        circles: person.circles,
        kept: person.kept,
        name: person.name,
        locale: person.locale
      }
    )
  })

export const closeSession = (token: string) =>
  identify(null, ({ db }) => db.run(sql`delete from identity.sessions where hash = ${sessionHash(token)}`))

/** Sessions whose end has passed are of no use to anyone but a thief. */
export const sweepSessions = () =>
  identify(null, ({ db, now }) => db.run(sql`delete from identity.sessions where expires_at < ${now}`))
