import { sql } from 'kysely'
import type { SystemActor } from '#kernel/actor.ts'
import type { Database } from '#platform/db.server.ts'
import { writeHandle } from '#platform/handles.ts'

/**
 * Deletes the drafts that nobody can read any more: their writer left the network or the circle. How many. Which these are is the
 * rule of the jobs' own role (db/migrations/0038_counted_and_swept.sql); it sees no other draft.
 */
export const sweepDrafts = (database: Database, { network }: SystemActor): Promise<number> =>
  database.transaction('jobs', { network }, tx =>
    writeHandle(tx).run(sql`delete from access.drafts where network_id = ${network}`)
  )
