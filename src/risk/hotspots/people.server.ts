import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'

/** Who brought something in, by account. */
export const namesOfPeople = async (db: Read, network: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    (
      await db.rows(sql<{ id: string; name: string }>`
        select id, name from identity.people where network_id = ${network}`)
    ).map(({ id, name }) => [id, name])
  )
