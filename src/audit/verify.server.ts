import { sql } from 'kysely'
import type { NetworkId } from '#kernel/id.ts'
import type { Database } from '#platform/db.server.ts'
import { readHandle, type Read } from '#platform/handles.ts'
import { genesis } from '#seal/audit-hash.ts'
import type { Checkpoint } from './checkpoint.ts'
import { hashOf, type EntryRow } from './link.server.ts'

export type AuditFault = {
  seq: number
  /** altered: the entry no longer gives its hash (or stands at another place) · removed: a place or its entry is gone ·
   *  unlinked: an entry stands outside the chain · cut: the chain ends before a checkpoint ·
   *  rewritten: the chain fits together and yet differs from a checkpoint */
  kind: 'altered' | 'removed' | 'unlinked' | 'cut' | 'rewritten'
  subject: string | null
}
export type Verification = { network: NetworkId; entries: number; head: string; faults: AuditFault[] }
export type Place = Pick<Checkpoint, 'seq' | 'hash'>

const page = 5000

/**
 * Recomputes the whole chain of a network and holds it against the stored checkpoints and those the caller brings (`kept`): the
 * stored ones lie beside the chain, and whoever cuts it can take them along. Reports the first place of every break; never
 * throws for a broken chain.
 */
export const verifyAudit = async (
  database: Database,
  network: NetworkId,
  kept: readonly Place[] = []
): Promise<Verification> =>
  database.read('auditor', { network }, async tx => {
    const db = readHandle(tx)
    const places = atTheirPlace([...(await storedCheckpoints(db, network)), ...kept])
    const faults: AuditFault[] = []
    let expected = 1
    let prev: Uint8Array = genesis(network)
    for (;;) {
      const links = await db.rows(linksFrom(network, expected))
      for (const link of links) {
        const { seq } = link
        if (seq !== expected) faults.push({ seq: expected, kind: 'removed', subject: null })
        else if (!link.found) faults.push({ seq, kind: 'removed', subject: null })
        else if (!equal(hashOf(network, seq, prev, link), link.hash))
          faults.push({ seq, kind: 'altered', subject: link.subject })
        if (places.get(seq)?.some(hash => !equal(hash, link.hash)))
          faults.push({ seq, kind: 'rewritten', subject: link.subject })
        // go on from what is stored, so that one change is one fault and not a thousand
        prev = link.hash
        expected = seq + 1
      }
      if (links.length < page) break
    }
    for (const seq of places.keys()) if (seq >= expected) faults.push({ seq, kind: 'cut', subject: null })
    const outside = await db.rows(sql<{ subject: string }>`
      select e.subject from audit.entries e
      where e.network_id = ${network}
        and not exists (select 1 from audit.links l where l.network_id = e.network_id and l.entry_id = e.id)
        and not exists (select 1 from audit.waiting w where w.network_id = e.network_id and w.id = e.id)`)
    for (const { subject } of outside) faults.push({ seq: 0, kind: 'unlinked', subject })
    return { network, entries: expected - 1, head: Buffer.from(prev).toString('hex'), faults }
  })

type LinkRow = EntryRow & { seq: number; hash: Uint8Array; found: boolean }

const linksFrom = (network: NetworkId, seq: number) => sql<LinkRow>`
  select l.seq, l.hash, e.id is not null as found,
         e.id, e.at, e.actor, e.verb, e.subject, e.circle_id, e.detail
  from audit.links l left join audit.entries e on e.network_id = l.network_id and e.id = l.entry_id
  where l.network_id = ${network} and l.seq >= ${seq} order by l.seq limit ${page}`

const storedCheckpoints = (db: Read, network: NetworkId) =>
  db.rows(sql<Place>`select seq, hash from audit.checkpoints where network_id = ${network}`)

/** Two checkpoints may speak of one place, and say different things. */
const atTheirPlace = (places: readonly Place[]): Map<number, Uint8Array[]> => {
  const map = new Map<number, Uint8Array[]>()
  for (const { seq, hash } of places) map.set(seq, [...(map.get(seq) ?? []), hash])
  return map
}

/** Every network that left a trace: also one whose entries are all gone while a link or a checkpoint remains. */
export const networksWithAudit = (database: Database): Promise<NetworkId[]> =>
  database.read('auditor', {}, async tx => {
    const rows = await readHandle(tx).rows(sql<{ network_id: NetworkId }>`
      select network_id from audit.entries union select network_id from audit.links
      union select network_id from audit.checkpoints`)
    return rows.map(r => r.network_id)
  })

const equal = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((x, i) => x === b[i])
