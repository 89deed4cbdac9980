// The linker closes the hash chain over entries already committed. It alone writes links, one network at a time under a
// lock, so the order is its own and writers never wait for each other. An entry that a crash left unlinked is still in
// `audit.waiting` and is linked at the next start.
import { sql } from 'kysely'
import type { NetworkId } from '#kernel/id.ts'
import type { Database } from '#platform/db.server.ts'
import { readHandle, writeHandle } from '#platform/handles.ts'
import { entryHash, genesis } from '#seal/audit-hash.ts'
import type { Json } from './entry.ts'

const batch = 1000

export type EntryRow = {
  id: string
  at: Date
  actor: string
  verb: string
  subject: string
  circle_id: string | null
  detail: Json
}

/** SHA-256 of the entry as it stands at place `seq` behind `prev` (docs/sealing.md). */
export const hashOf = (network: NetworkId, seq: number, prev: Uint8Array, e: EntryRow): Uint8Array =>
  entryHash({
    network,
    seq,
    prev,
    at: e.at.toISOString(),
    actor: e.actor,
    verb: e.verb,
    subject: e.subject,
    circle: e.circle_id,
    detail: e.detail
  })

/** Links what waits; gives how many entries were linked. Safe to call from several processes. */
export const linkWaiting = async (database: Database): Promise<number> => {
  const networks = await database.read('auditor', {}, tx =>
    readHandle(tx).rows(sql<{ network_id: NetworkId }>`select distinct network_id from audit.waiting`)
  )
  let linked = 0
  for (const { network_id } of networks) linked += await linkNetwork(database, network_id)
  return linked
}

const linkNetwork = (database: Database, network: NetworkId) =>
  database.transaction('auditor', { network }, async tx => {
    const db = writeHandle(tx)
    await db.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`fener-audit:${network}`}, 0))`)
    const waiting = await db.rows(sql<EntryRow>`
        select e.id, e.at, e.actor, e.verb, e.subject, e.circle_id, e.detail
        from audit.waiting w join audit.entries e using (network_id, id)
        where w.network_id = ${network} order by w.no limit ${batch}`)
    if (waiting.length === 0) return 0
    const last = await db.row(sql<{ seq: string; hash: Uint8Array }>`
        select seq, hash from audit.links where network_id = ${network} order by seq desc limit 1`)
    let seq = Number(last?.seq ?? 0)
    let prev: Uint8Array = last?.hash ?? genesis(network)
    const seqs: number[] = []
    const hashes: Uint8Array[] = []
    for (const entry of waiting) {
      prev = hashOf(network, ++seq, prev, entry)
      seqs.push(seq)
      hashes.push(prev)
    }
    const ids = waiting.map(e => e.id)
    await db.run(sql`
      insert into audit.links (network_id, seq, entry_id, hash)
      select ${network}, * from unnest(${seqs}::bigint[], ${ids}::uuid[], ${hashes.map(h => Buffer.from(h))}::bytea[])`)
    await db.run(sql`delete from audit.waiting where network_id = ${network} and id = any(${ids}::uuid[])`)
    return waiting.length
  })

/** Runs the linker every 250 ms until stopped; `stop` links what is left. A failing database is retried, said once. */
export const startLinker = (database: Database, say: (message: string) => void) => {
  let stopped = false
  let running: Promise<unknown> = Promise.resolve()
  let failing = false
  const round = async () => {
    try {
      while ((await linkWaiting(database)) >= batch && !stopped);
      failing = false
    } catch {
      if (!failing) say('audit: the linker waits for the database')
      failing = true
    }
    if (!stopped) timer = setTimeout(() => (running = round()), 250)
  }
  let timer = setTimeout(() => (running = round()), 0)
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
      await linkWaiting(database).catch(() => 0)
    }
  }
}
