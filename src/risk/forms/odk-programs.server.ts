// Programs of others (ODK Collect, Enketo) on somebody's phone. Each signs in with a name and a secret of its own, which is shown once; it may
// fetch questionnaires and hand in answers, and reads nothing else.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { browse, identify, work } from '#access/work.server.ts'
import { isStaff, type Actor, type StaffActor } from '#kernel/actor.ts'
import type { AccountId, NetworkId, OrganisationId } from '#kernel/id.ts'
import type { Locale } from '#kernel/locale.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { odkVerbs } from './verbs.ts'

const letters = 'abcdefghijkmnpqrstuvwxyz23456789'
/** Typed on a phone: small letters and digits that are not taken for each other, five bits each. */
const spelled = (length: number): string => [...randomBytes(length)].map(byte => letters[byte & 31]).join('')
const hashOf = (secret: string) => createHash('sha256').update(secret).digest()
/** More phones than a person carries are a mistake. */
const mostPrograms = 12

export const MakeProgram = z.strictObject({ id: z.uuid(), label: z.string().trim().min(1).max(60) })

/** Gives the name and the secret, which is stored nowhere. Throws `odk.too-many` (409). */
export const makeProgram = (actor: Actor, { id, label }: z.infer<typeof MakeProgram>) =>
  work(actor, odkVerbs['odk.make'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const mine = await db.rows(sql`
      select 1 from risk.odk_programs where network_id = ${actor.network} and person_id = ${actor.account} and ended_at is null`)
    if (mine.length >= mostPrograms) throw problem('odk.too-many', 409)
    const name = `odk-${spelled(8)}`
    const secret = `${spelled(26)}`
    await db.run(sql`
      insert into risk.odk_programs (network_id, id, person_id, label, name, hash, made_at)
      values (${actor.network}, ${id}, ${actor.account}, ${label}, ${name}, ${hashOf(secret)}, ${now})`)
    return { subject: `risk.odk_programs/${id}`, reply: { name, secret } }
  })

export type ListedProgram = {
  id: string
  label: string
  person: string
  mine: boolean
  since: Date
  seenOn: string | null
}

/** One's own; coordinators and administrators see everybody's, for a lost phone. */
export const listPrograms = (actor: Actor): Promise<ListedProgram[]> =>
  browse(actor, odkVerbs['odk.list'], async ({ db }) => {
    if (!isStaff(actor)) throw notFound()
    const all = actor.roles.includes('coordinator') || actor.roles.includes('administrator')
    return db.rows(sql<ListedProgram>`
      select d.id, d.label, p.name as person, p.id = ${actor.account} as mine, d.made_at as since, d.seen_on::text as "seenOn"
      from risk.odk_programs d join identity.people p on p.network_id = d.network_id and p.id = d.person_id
      where d.network_id = ${actor.network} and d.ended_at is null and p.left_at is null and (${all} or p.id = ${actor.account})
      order by p.name, d.made_at`)
  })

export const EndProgram = z.strictObject({ id: z.uuid() })

/** From this moment it is answered like one that never was. Throws notFound for somebody else's. */
export const endProgram = (actor: Actor, { id }: z.infer<typeof EndProgram>) =>
  work(actor, odkVerbs['odk.end'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const all = actor.roles.includes('coordinator') || actor.roles.includes('administrator')
    const ended = await db.run(sql`
      update risk.odk_programs set ended_at = coalesce(ended_at, ${now}), ended_by = coalesce(ended_by, ${actor.account})
      where network_id = ${actor.network} and id = ${id} and (${all} or person_id = ${actor.account})`)
    if (!ended) throw notFound()
    return { subject: `risk.odk_programs/${id}`, reply: null }
  })

/** Who a program works for; undefined when name and secret do not belong together, or either ended. */
export const findProgram = (name: string, secret: string, today: string): Promise<StaffActor | undefined> =>
  identify(null, async ({ db, now }) => {
    const found = await db.row(sql<{
      network: NetworkId
      id: string
      hash: Uint8Array
      account: AccountId
      organisation: OrganisationId
      person: string
      locale: Locale
      seenOn: string | null
    }>`
      select d.network_id as network, d.id, d.hash, p.id as account, p.organisation_id as organisation, p.name as person, p.locale,
        d.seen_on::text as "seenOn"
      from risk.odk_programs d join identity.people p on p.network_id = d.network_id and p.id = d.person_id
      where d.name = ${name} and d.ended_at is null and (p.left_at is null or p.left_at > ${now}) and exists (
        select from identity.memberships m where m.network_id = p.network_id and m.person_id = p.id
          and m.role = any(${odkVerbs['odk.submit'].roles as string[]}::text[]) and (m.until_at is null or m.until_at > ${now}))`)
    if (!found || !timingSafeEqual(found.hash, hashOf(secret))) return undefined
    if (found.seenOn !== today)
      await db.run(sql`
        update risk.odk_programs set seen_on = ${today} where network_id = ${found.network} and id = ${found.id}`)
    const { network, account, organisation, person, locale } = found
    // whatever else its owner may do, the program does the field's work and reaches no circle
    return {
      kind: 'staff',
      network,
      account,
      organisation,
      name: person,
      locale,
      roles: ['field-worker'],
      circles: [],
      kept: []
    }
  })
