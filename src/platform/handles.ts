import type { RawBuilder } from 'kysely'
import type { Tx } from './transaction.server.ts'

/** A query as it will run: tagged SQL, values always parameters. */
export type Sql<T = unknown> = RawBuilder<T>

/** Reads only; PostgreSQL itself refuses a write on such a handle. */
export interface Read {
  rows<T>(query: Sql<T>): Promise<T[]>
  /** The first row, or undefined. */
  row<T>(query: Sql<T>): Promise<T | undefined>
}
export interface Write extends Read {
  /** Runs a change and gives the number of rows it touched. */
  run(query: Sql): Promise<number>
}

export const readHandle = (tx: Tx): Read => ({
  rows: async query => (await query.execute(tx)).rows,
  row: async query => (await query.execute(tx)).rows[0]
})
export const writeHandle = (tx: Tx): Write => ({
  ...readHandle(tx),
  run: async query => Number((await query.execute(tx)).numAffectedRows ?? 0n)
})
