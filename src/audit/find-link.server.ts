// One entry's place in the chain, for a proof that stands on it. Runs as the auditor, who reads entries and no sealed thing.
import { sql } from 'kysely'
import type { NetworkId } from '#kernel/id.ts'
import type { Read } from '#platform/handles.ts'
import { genesis } from '#seal/audit-hash.ts'
import { constantTimeEqual } from '#seal/bytes.ts'
import { hashOf, type EntryRow } from './link.server.ts'

/** Where the first of these acts on a row stands in the chain. Undefined until the linker has closed it in. */
export const findLink = (db: Read, network: NetworkId, verbs: readonly string[], subject: string) =>
  db.row(sql<{ seq: number; hash: Uint8Array }>`
    select l.seq::int as seq, l.hash from audit.entries e
    join audit.links l on l.network_id = e.network_id and l.entry_id = e.id
    where e.network_id = ${network} and e.subject = ${subject} and e.verb = any(${verbs}::text[])
    order by l.seq limit 1`)

/** The entry at a place of the chain; undefined when none is there or it no longer gives the hash the chain holds. */
export const entryAt = async (db: Read, network: NetworkId, seq: number) => {
  const found = await db.row(sql<EntryRow & { hash: Uint8Array; prev: Uint8Array | null }>`
    select l.hash, before.hash as prev, e.id, e.at, e.actor, e.verb, e.subject, e.circle_id, e.detail
    from audit.links l
    join audit.entries e on e.network_id = l.network_id and e.id = l.entry_id
    left join audit.links before on before.network_id = l.network_id and before.seq = l.seq - 1
    where l.network_id = ${network} and l.seq = ${seq}`)
  if (!found) return undefined
  const prev = found.prev ?? (seq === 1 ? genesis(network) : undefined)
  return prev && constantTimeEqual(hashOf(network, seq, prev, found), found.hash) ? found : undefined
}
