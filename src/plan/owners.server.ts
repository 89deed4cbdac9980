import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Trilingual } from '#kernel/locale.ts'

export type Owners = {
  organisations: { id: string; name: Trilingual }[]
  /** Those who left stay: they are named in the history. */
  people: { id: string; name: string; organisation: string; left: boolean }[]
}

/** Who owns tasks, or may: the organisations of the network and the people in them. */
export const ownersOf = async (db: Read, network: NetworkId): Promise<Owners> => ({
  organisations: await db.rows(sql<Owners['organisations'][number]>`
    select id, name from identity.organisations where network_id = ${network} order by name->>'sr'`),
  people: await db.rows(sql<Owners['people'][number]>`
    select id, name, organisation_id as organisation, left_at is not null as left
    from identity.people where network_id = ${network} order by name`)
})
