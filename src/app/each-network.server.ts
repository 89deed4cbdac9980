import { sql } from 'kysely'
import { readPublic } from '#access/work.server.ts'
import type { SystemActor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'

/**
 * Does something for every network in the database, as the system. One that fails does not keep the others from their turn;
 * afterwards its error is thrown, so that the queue tries again.
 */
export const eachNetwork = async (act: (system: SystemActor) => Promise<unknown>): Promise<void> => {
  const networks = await readPublic(null, ({ db }) =>
    db.rows(sql<{ id: NetworkId }>`select network_id as id from identity.networks order by slug`)
  )
  const failed: unknown[] = []
  for (const { id } of networks)
    await act({ kind: 'system', network: id }).catch(error => void failed.push(error))
  if (failed.length > 0) throw failed[0]
}
