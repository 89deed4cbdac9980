import { sql } from 'kysely'
import type { CircleId, NetworkId } from '#kernel/id.ts'
import type { Read } from '#platform/handles.ts'

export type EntryLine = { at: string; who: string | null; actor: string; verb: string; subject: string }

/** The newest entries whose circle the reader is in. Names come from the list of people; the public stays nameless. */
export const listEntries = async (
  db: Read,
  network: NetworkId,
  circles: readonly CircleId[],
  limit = 100
): Promise<EntryLine[]> =>
  db.rows(sql<EntryLine>`
    select to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, p.name as who, e.actor, e.verb, e.subject
    from audit.entries e
    left join identity.people p on p.network_id = e.network_id and e.actor = 'acc:' || p.id::text
    where e.network_id = ${network} and e.circle_id = any(${circles}::uuid[])
    order by e.at desc, e.id limit ${limit}`)
