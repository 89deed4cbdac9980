import { sql } from 'kysely'
import type { NetworkId } from '#kernel/id.ts'
import type { Database } from '#platform/db.server.ts'
import { readHandle, writeHandle } from '#platform/handles.ts'
import { genesis } from '#seal/audit-hash.ts'
import { hashOf, type EntryRow } from './link.server.ts'

export type AuditFault = {
  seq: number
  /** altered: the entry no longer gives its hash (or stands at another place) · removed: a place or its entry is gone ·
   *  unlinked: an entry stands outside the chain · cut: the chain ends before a checkpoint, or differs from it */
  kind: 'altered' | 'removed' | 'unlinked' | 'cut'
  subject: string | null
}
export type Verification = { network: NetworkId; entries: number; head: string; faults: AuditFault[] }

const page = 5000

/** Recomputes the whole chain of a network. Reports the first place of every break; never throws for a broken chain. */
export const verifyAudit = async (database: Database, network: NetworkId): Promise<Verification> =>
  database.read('auditor', { network }, async tx => {
    const db = readHandle(tx)
    const faults: AuditFault[] = []
    let expected = 1
    let prev: Uint8Array = genesis(network)
    const checkpoints = new Map(
      (
        await db.rows(sql<{ seq: string; hash: Uint8Array }>`
            select seq, hash from audit.checkpoints where network_id = ${network}`)
      ).map(c => [Number(c.seq), c.hash])
    )
    for (;;) {
      const links = await db.rows(sql<
        EntryRow & { seq: string; hash: Uint8Array; entry_id: string; found: boolean }
      >`
            select l.seq, l.hash, l.entry_id, e.id is not null as found,
                   e.id, e.at, e.actor, e.verb, e.subject, e.circle_id, e.detail
            from audit.links l left join audit.entries e on e.network_id = l.network_id and e.id = l.entry_id
            where l.network_id = ${network} and l.seq >= ${expected} order by l.seq limit ${page}`)
      for (const link of links) {
        const seq = Number(link.seq)
        if (seq !== expected) faults.push({ seq: expected, kind: 'removed', subject: null })
        else if (!link.found) faults.push({ seq, kind: 'removed', subject: null })
        else if (!equal(hashOf(network, seq, prev, link), link.hash))
          faults.push({ seq, kind: 'altered', subject: link.subject })
        const checkpoint = checkpoints.get(seq)
        if (checkpoint && !equal(checkpoint, link.hash))
          faults.push({ seq, kind: 'cut', subject: link.subject })
        // go on from what is stored, so that one change is one fault and not a thousand
        prev = link.hash
        expected = seq + 1
      }
      if (links.length < page) break
    }
    for (const seq of checkpoints.keys())
      if (seq >= expected) faults.push({ seq, kind: 'cut', subject: null })
    const outside = await db.rows(sql<{ subject: string }>`
          select e.subject from audit.entries e
          where e.network_id = ${network}
            and not exists (select 1 from audit.links l where l.network_id = e.network_id and l.entry_id = e.id)
            and not exists (select 1 from audit.waiting w where w.network_id = e.network_id and w.id = e.id)`)
    for (const { subject } of outside) faults.push({ seq: 0, kind: 'unlinked', subject })
    return { network, entries: expected - 1, head: Buffer.from(prev).toString('hex'), faults }
  })

/** Notes where the chain stands: published and mailed, so that cutting the chain's end is noticed too. */
export const takeCheckpoint = (database: Database, network: NetworkId, at: Date) =>
  database.transaction('auditor', { network }, tx =>
    writeHandle(tx).run(sql`
      insert into audit.checkpoints (network_id, seq, hash, at)
      select network_id, seq, hash, ${at} from audit.links where network_id = ${network}
      order by seq desc limit 1 on conflict do nothing`)
  )

const equal = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((x, i) => x === b[i])
