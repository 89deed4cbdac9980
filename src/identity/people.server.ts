import { sql } from 'kysely'
import { browse, work } from '#access/work.server.ts'
import type { Actor, Role } from '#kernel/actor.ts'
import type { Trilingual } from '#kernel/locale.ts'
import type { NewOrganisation } from './schemas.ts'
import { identityVerbs } from './verbs.ts'

export type Person = {
  id: string
  name: string
  email: string
  organisation: string
  roles: Role[]
  left: boolean
  recipient: string
}
export type Organisation = {
  id: string
  name: Trilingual
  kind: string
  kindsOfHelp: string[]
  publicPhone: string | null
}
export type OpenInvitation = { id: string; email: string; role: Role; organisation: string; expires: string }

/** Everybody of the network, by organisation, and the invitations that wait. */
export const listPeople = (actor: Actor) =>
  browse(actor, identityVerbs['people.list'], async ({ db, now }) => ({
    people: await db.rows(sql<Person>`
      select p.id, p.name, p.email, p.organisation_id as organisation, p.recipient, p.left_at is not null as left,
        array(select role from identity.memberships m
              where m.network_id = p.network_id and m.person_id = p.id and m.until_at is null) as roles
      from identity.people p where p.network_id = ${actor.network} order by p.left_at is not null, p.name`),
    organisations: await db.rows(sql<Organisation>`
      select id, name, kind, kinds_of_help as "kindsOfHelp", public_phone as "publicPhone"
      from identity.organisations where network_id = ${actor.network} order by name->>'sr'`),
    invitations: await db.rows(sql<OpenInvitation>`
      select id, email, role, organisation_id as organisation, expires_at::text as expires
      from identity.invitations
      where network_id = ${actor.network} and used_at is null and expires_at > ${now} order by invited_at`)
  }))

export const addOrganisation = (actor: Actor, input: NewOrganisation) =>
  work(actor, identityVerbs['organisation.add'], async ({ db }) => {
    const id = crypto.randomUUID()
    await db.run(sql`
      insert into identity.organisations (network_id, id, name, kind, kinds_of_help, languages, public_phone)
      values (${actor.network}, ${id}, ${JSON.stringify(input.name)}::jsonb, ${input.kind}, ${input.kindsOfHelp},
              ${input.languages}, ${input.publicPhone || null})`)
    return { subject: `identity.organisations/${id}`, detail: { kind: input.kind }, reply: { id } }
  })
