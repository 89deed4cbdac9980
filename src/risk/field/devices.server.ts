// Phones in the field. A phone is known by a cookie of its own that lasts as long as the phone is used: a session of twelve hours would
// leave what was filled in on the hill waiting until somebody signs in. It may hand in and fetch forms, and reads nothing else.
import { sql } from 'kysely'
import { browse, identify, work } from '#access/work.server.ts'
import { isStaff, type Actor, type StaffActor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { AccountId, NetworkId, OrganisationId } from '#kernel/id.ts'
import type { Locale } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { newSessionToken, sessionHash } from '#identity/session.server.ts'
import { fieldVerbs } from './verbs.ts'

export type KnownDevice = { id: string; actor: StaffActor; firstOn: string }
export type FoundDevice = KnownDevice | 'ended' | undefined

/** The phone behind a cookie. `ended`: its access, or its person's, is over, and it is told to forget everything. */
export const findDevice = (token: string, today: string): Promise<FoundDevice> =>
  identify(null, async ({ db, now }) => {
    const found = await db.row(sql<{
      network: NetworkId
      id: string
      account: AccountId
      organisation: OrganisationId
      name: string
      locale: Locale
      firstOn: string
      seenOn: string
      ended: boolean
    }>`
      select d.network_id as network, d.id, p.id as account, p.organisation_id as organisation, p.name, p.locale,
        d.first_on::text as "firstOn", d.seen_on::text as "seenOn",
        (d.ended_at is not null or coalesce(p.left_at <= ${now}, false) or not exists (
          select from identity.memberships m where m.network_id = p.network_id and m.person_id = p.id
            and m.role = any(${fieldVerbs['field.submit'].roles}::text[]) and (m.until_at is null or m.until_at > ${now}))) as ended
      from risk.devices d join identity.people p on p.network_id = d.network_id and p.id = d.person_id
      where d.hash = ${sessionHash(token)}`)
    if (!found || found.ended) return found && 'ended'
    if (found.seenOn !== today)
      await db.run(sql`
        update risk.devices set seen_on = ${today} where network_id = ${found.network} and id = ${found.id}`)
    const { network, account, organisation, name, locale, id, firstOn } = found
    return {
      id,
      firstOn,
      actor: {
        kind: 'staff',
        network,
        account,
        organisation,
        name,
        locale,
        // whatever else its owner may do, the phone does the field's work
        roles: ['field-worker'],
        circles: [],
        kept: []
      }
    }
  })

/** Gives the phone's id and the token of its cookie, which is stored nowhere. */
export const setUpDevice = (actor: Actor, timezone: string) =>
  work(actor, fieldVerbs['field.set-up-phone'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const id = crypto.randomUUID()
    const token = newSessionToken()
    const today = dayIn(now, timezone)
    await db.run(sql`
      insert into risk.devices (network_id, id, person_id, hash, made_at, first_on, seen_on)
      values (${actor.network}, ${id}, ${actor.account}, ${sessionHash(token)}, ${now}, ${today}, ${today})`)
    return { subject: `risk.devices/${id}`, reply: { id, network: actor.network as string, token } }
  })

export type ListedDevice = { id: string; person: string; since: string; seenOn: string; ended: boolean }

export const listDevices = (actor: Actor): Promise<ListedDevice[]> =>
  browse(actor, fieldVerbs['phone.list'], ({ db }) =>
    db.rows(sql<ListedDevice>`
      select d.id, p.name as person, d.first_on::text as since, d.seen_on::text as "seenOn",
        (d.ended_at is not null or p.left_at is not null) as ended
      from risk.devices d join identity.people p on p.network_id = d.network_id and p.id = d.person_id
      where d.network_id = ${actor.network} and (d.ended_at is null or d.ended_at > now() - interval '90 days')
      order by d.ended_at is not null, p.name, d.made_at desc`)
  )

/** A lost phone: at its next contact it erases everything. Ending it twice changes nothing. Throws notFound. */
export const endDevice = (actor: Actor, { id }: { id: string }) =>
  work(actor, fieldVerbs['phone.end'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const known = await db.row(sql`
      update risk.devices set ended_at = coalesce(ended_at, ${now}), ended_by = coalesce(ended_by, ${actor.account})
      where network_id = ${actor.network} and id = ${id} returning id`)
    if (!known) throw notFound()
    return { subject: `risk.devices/${id}`, reply: null }
  })
