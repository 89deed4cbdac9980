import { sql } from 'kysely'
import { browse, readPublic, type Read } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Trilingual } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { freeState, type ForWhom, type ServiceHours } from './directory.ts'
import type { KindOfHelp } from './kinds-of-help.ts'
import { directoryVerbs } from './verbs.ts'

type Shown = {
  id: string
  organisation: string
  organisationName: Trilingual
  kind: KindOfHelp
  name: Trilingual
  about: Trilingual
  languages: string[]
  forWhom: ForWhom[]
  papersAsked: boolean
  hours: ServiceHours
  publicPhone: string | null
}
const shownColumns = sql`
  s.id, s.organisation_id as organisation, o.name as "organisationName", s.kind_of_help as kind, s.name, s.about, s.languages,
  s.for_whom as "forWhom", s.papers_asked as "papersAsked", s.hours, s.public_phone as "publicPhone"`
const inOrder = sql`
  join identity.organisations o on o.network_id = s.network_id and o.id = s.organisation_id`

type Row = Shown & {
  staffPhone: string | null
  isPublic: boolean
  places: number | null
  free: number | null
  saidBy: string | null
  saidAt: Date | null
  rev: number
}
const rows = (db: Read, network: NetworkId) =>
  db.rows(sql<Row>`
    select ${shownColumns}, s.staff_phone as "staffPhone", s.is_public as "isPublic", s.places, s.free, p.name as "saidBy",
           s.free_said_at as "saidAt", s.rev
    from directory.services s ${inOrder}
    left join identity.people p on p.network_id = s.network_id and p.id = s.free_said_by
    where s.network_id = ${network} and s.ended_at is null order by s.kind_of_help, s.name->>'sr', s.id`)

export type DirectoryLine = Omit<Row, 'saidAt'> & {
  saidAt: string | null
  freeState: ReturnType<typeof freeState>
  mine: boolean
}

/**
 * The services of the network. How many places there are in all is known to those who keep the entry: taken from the free ones it would
 * tell the others how many people a house holds.
 */
export const listDirectory = (actor: Actor) =>
  browse(actor, directoryVerbs['directory.read'], async ({ db, now }) => {
    if (actor.kind !== 'staff') throw notFound()
    const all = actor.roles.includes('coordinator')
    const keeps = actor.roles.includes('provider')
    return (await rows(db, actor.network)).map((row): DirectoryLine => {
      const mine = all || (keeps && row.organisation === actor.organisation)
      const saidAt = row.saidAt?.toISOString() ?? null
      return {
        ...row,
        places: mine ? row.places : null,
        saidAt,
        freeState: row.free === null ? 'never' : freeState(saidAt, now.toISOString()),
        mine
      }
    })
  })

/** What "Help nearby" shows: services that chose to be shown, and of organisations without any the telephone they gave to everybody. */
export const listPublicDirectory = (network: NetworkId) =>
  readPublic(network, async ({ db }) => ({
    services: await db.rows(sql<Shown>`
      select ${shownColumns} from directory.services s ${inOrder}
      where s.network_id = ${network} and s.is_public and s.ended_at is null
      order by s.kind_of_help, s.name->>'sr', s.id`),
    organisations: await db.rows(sql<{
      id: string
      name: Trilingual
      help: KindOfHelp[]
      languages: string[]
      phone: string
    }>`
      select o.id, o.name, o.kinds_of_help as help, o.languages, o.public_phone as phone from identity.organisations o
      where o.network_id = ${network} and o.public_phone is not null
        and not exists (select from directory.services s
                        where s.network_id = o.network_id and s.organisation_id = o.id and s.is_public and s.ended_at is null)
      order by o.name->>'sr'`)
  }))
