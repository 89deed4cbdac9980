// What was deleted from a table stays in its file until the space is used again, for months in a quiet town. Writing the table anew leaves
// the old bytes behind for good; closing the log file and a checkpoint let the log that held them go as well.
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Database } from './db.server.ts'

/** A table is closed while it is written anew: nobody waits for that longer than this to get at it, and a longer queue ends the try. */
const lockTimeout = '5s'

type Connection = Pick<pg.ClientBase, 'query' | 'on' | 'off'>

/**
 * Writes these tables anew (`vacuum full`), then lets the write-ahead log of before go where this role may. Gives what was done, so that
 * it can be written down. Throws when a table could not be had (55P03), a transaction from before keeps looking (55006), or nobody here has
 * the right to (42501); asking again is safe.
 */
export const rewriteTables = async (
  database: Database,
  tables: readonly string[]
): Promise<{ tables: string[]; log: boolean }> => {
  if (!tables.every(table => /^[a-z_]+\.[a-z_]+$/.test(table))) throw new TypeError('not the name of a table')
  const client = await database.pool('jobs').connect()
  try {
    return await rewrite(client, tables)
  } catch (error) {
    // before PostgreSQL 17 only the owner may
    const owner = (error as { code?: string }).code === '42501' && database.address('owner')
    if (!owner) throw error
    const own = new pg.Client(owner)
    await own.connect()
    try {
      return await rewrite(own, tables)
    } finally {
      await own.end()
    }
  } finally {
    // a connection with other limits goes back to nobody
    client.release(true)
  }
}

const rewrite = async (client: Connection, tables: readonly string[]) => {
  await client.query(`set lock_timeout = '${lockTimeout}'; set statement_timeout = 0`)
  for (const table of tables)
    for (let attempt = 1; (await leftIn(client, table)) > 0; attempt++) {
      // somebody's transaction began before the erasing and may still look: the next try is a moment later
      if (attempt === attempts) throw Object.assign(new Error('still looked at'), { code: '55006' })
      await pause(attempt * 500)
    }
  const log = await client.query('select pg_switch_wal()').then(
    () => client.query('checkpoint').then(() => true),
    () => false
  )
  return { tables: [...tables], log }
}

const attempts = 6

/** Writes a table anew, and says how many deleted rows had to be taken along because a transaction could still see them. */
const leftIn = async (client: Connection, table: string): Promise<number> => {
  let left = 0
  const hear = ({ detail }: { detail?: string | undefined }) =>
    void (left += Number(/^\d+/.exec(detail ?? '')?.[0] ?? 0))
  client.on('notice', hear)
  try {
    // PostgreSQL only warns when it skips a table for want of the right, so the file tells whether it was done.
    const before = await fileOf(client, table)
    await client.query(`vacuum (full, verbose) ${table}`)
    if (before === (await fileOf(client, table)))
      throw Object.assign(new Error('not rewritten'), { code: '42501' })
    return left
  } finally {
    client.off('notice', hear)
  }
}

const fileOf = async (client: Connection, table: string): Promise<string> =>
  (await client.query('select pg_relation_filenode($1::regclass) as file', [table])).rows[0].file
