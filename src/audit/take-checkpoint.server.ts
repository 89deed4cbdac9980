import { sql } from 'kysely'
import type { NetworkId } from '#kernel/id.ts'
import type { Database } from '#platform/db.server.ts'
import { readHandle, writeHandle, type Read, type Write } from '#platform/handles.ts'
import type { Checkpoint } from './checkpoint.ts'

/**
 * Notes where the chain stands: published and mailed, so that cutting the chain's end is noticed too. With `multipleOf` it is the
 * newest place whose number says nothing (see `stride`). Taken twice at one place it is there once.
 */
export const takeCheckpoint = (database: Database, network: NetworkId, at: Date, multipleOf = 1) =>
  database.transaction('auditor', { network }, tx =>
    writeHandle(tx).run(sql`
      insert into audit.checkpoints (network_id, seq, hash, at)
      select network_id, seq, hash, ${at} from audit.links
      where network_id = ${network} and seq % ${multipleOf}::bigint = 0
      order by seq desc limit 1 on conflict do nothing`)
  )

/** How long the chain is, with what waits to be linked, and where its newest checkpoint stands (0: nowhere). */
export const lengthOfChain = (
  database: Database,
  network: NetworkId
): Promise<{ linked: number; length: number; checkpoint: number; takenAt: Date | null }> =>
  database.read('auditor', { network }, async tx => {
    const db = readHandle(tx)
    const { linked, waiting } = (await db.row(sql<{ linked: number; waiting: number }>`
      select coalesce((select max(seq) from audit.links where network_id = ${network}), 0) as linked,
             (select count(*) from audit.waiting where network_id = ${network}) as waiting`))!
    const newest = await db.row(sql<{ seq: number; at: Date }>`
      select seq, at from audit.checkpoints where network_id = ${network} order by seq desc limit 1`)
    return { linked, length: linked + waiting, checkpoint: newest?.seq ?? 0, takenAt: newest?.at ?? null }
  })

/** Empty entries of the system, in the caller's transaction: they fill the chain up to a number that says nothing. */
export const fillChain = (db: Write, network: NetworkId, at: Date, count: number) => {
  const ids = Array.from({ length: count }, () => crypto.randomUUID())
  return db.run(sql`
    with ids as (select unnest(${ids}::uuid[]) as id), entry as (
      insert into audit.entries (network_id, id, at, actor, verb, subject, circle_id, detail)
      select ${network}, id, ${at}, 'system', 'audit.fill', 'audit.entries', null, '{}'::jsonb from ids
    )
    insert into audit.waiting (network_id, id) select ${network}, id from ids`)
}

/** The checkpoints of a network, oldest first: what is published. */
export const listCheckpoints = (db: Read, network: NetworkId): Promise<Checkpoint[]> =>
  db.rows(sql<Checkpoint>`
    select network_id as network, seq, hash, at from audit.checkpoints where network_id = ${network} order by seq`)
