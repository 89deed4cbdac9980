import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { CircleId, NetworkId } from '#kernel/id.ts'

/** The coordinators' circle: what is written in its name stands in the log they read. */
export const coordinationOf = async (db: Read, network: NetworkId): Promise<CircleId | null> =>
  (
    await db.row(sql<{ id: CircleId }>`
      select id from access.circles
      where network_id = ${network} and kind = 'coordination' and ended_at is null order by made_at limit 1`)
  )?.id ?? null
