// A link that an organisation was given: whoever opens it refers in its name, without an account. It is shown once; here stands its hash.
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { readPublic, work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import type { NetworkId, OrganisationId } from '#kernel/id.ts'
import type { Trilingual } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { base64url } from '#seal/bytes.ts'
import { reportVerbs } from '../verbs.ts'

export const OfOrganisation = z.strictObject({ organisation: z.uuid() })

const hashOf = (secret: string) =>
  createHash('sha256').update('fener referral link 1\n').update(secret).digest()

/** A new link; the one before stops working. Gives its secret part, 22 letters, this once. Throws notFound. */
export const makeLink = (actor: Actor, { organisation }: z.infer<typeof OfOrganisation>) =>
  work(actor, reportVerbs['referral-link.make'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network } = actor
    // one at a time for one organisation
    const known = await db.row(sql`
      select 1 from identity.organisations where network_id = ${network} and id = ${organisation} for no key update`)
    if (!known) throw notFound()
    await db.run(sql`
      update professionals.links set ended_at = ${now}
      where network_id = ${network} and organisation_id = ${organisation} and ended_at is null`)
    const secret = base64url(randomBytes(16))
    const id = crypto.randomUUID()
    await db.run(sql`
      insert into professionals.links (network_id, id, organisation_id, secret_hash, made_at, made_by)
      values (${network}, ${id}, ${organisation}, ${hashOf(secret)}, ${now}, ${actor.account})`)
    return { subject: `professionals.links/${id}`, reply: { secret } }
  })

/** The organisation's link stops working. Throws notFound when none is open. */
export const endLink = (actor: Actor, { organisation }: z.infer<typeof OfOrganisation>) =>
  work(actor, reportVerbs['referral-link.end'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const open = await db.row(sql<{ id: string }>`
      select id from professionals.links
      where network_id = ${actor.network} and organisation_id = ${organisation} and ended_at is null for update`)
    if (!open) throw notFound()
    await db.run(sql`
      update professionals.links set ended_at = ${now} where network_id = ${actor.network} and id = ${open.id}`)
    return { subject: `professionals.links/${open.id}`, reply: null }
  })

export type OpenLink = { id: string; organisation: OrganisationId; name: Trilingual }

/** Whose link this is. Throws notFound: ended, mistyped and never made read the same. */
export const linkOf = async (network: NetworkId, secret: string): Promise<OpenLink> => {
  if (!/^[A-Za-z0-9_-]{22}$/.test(secret)) throw notFound()
  const found = await readPublic(network, ({ db }) =>
    db.row(sql<OpenLink>`
      select l.id, l.organisation_id as organisation, o.name
      from professionals.links l
      join identity.organisations o on o.network_id = l.network_id and o.id = l.organisation_id
      where l.network_id = ${network} and l.secret_hash = ${hashOf(secret)} and l.ended_at is null`)
  )
  if (!found) throw notFound()
  return found
}
