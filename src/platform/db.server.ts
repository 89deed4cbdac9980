// The one place that holds database connections. Each kind of work has its own role and its own pool, so that a flaw in the
// public form cannot read what a case worker may, whatever the code believes.
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Config } from './config.server.ts'
import { withoutContent } from './database-problem.ts'
import { migrate, pendingMigrations } from './migrate.server.ts'
import { PlatformProblem } from './platform-problem.ts'
import { openPostgres, superuser } from './postgres.server.ts'
import type { EmbeddedPostgres } from './postgres.server.ts'
import { carefully, runTransaction } from './transaction.server.ts'
import type { Settings, Tx } from './transaction.server.ts'
import { typesFor } from './types.server.ts'
import { refuseUnsafeRole } from './unsafe-role.server.ts'

export type Role = 'app' | 'public' | 'reader' | 'receipt' | 'identity' | 'statistics' | 'auditor' | 'jobs'

export type Database = {
  /** Made on first use; every new connection is checked with `refuseUnsafeRole`. Errors come as the driver's. */
  pool(role: Role): pg.Pool
  /** Errors come without the content of rows; a lost connection is `database.away` (503). */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- row types belong to the capabilities
  kysely(role: Role): Kysely<any>
  /** See `runTransaction`: `body` may run again, `tx` is dead afterwards, no setting means no row. */
  transaction<T>(role: Role, settings: Settings, body: (tx: Tx) => Promise<T>): Promise<T>
  /** The same as BEGIN READ ONLY: a write is refused by PostgreSQL itself (25006). */
  read<T>(role: Role, settings: Settings, body: (tx: Tx) => Promise<T>): Promise<T>
  /** How to connect as a role that has no pool: backup and restore. Undefined for 'owner' without DATABASE_OWNER_URL. */
  address(role: Role | 'backup' | 'owner'): pg.ClientConfig | undefined
  /** Names of the migrations that opening applied. */
  readonly migrated: string[]
  close(): Promise<void>
}

/** Connections per role: together below the embedded server's 60. */
const sizes: Record<Role, number> = {
  app: 12,
  public: 8,
  reader: 4,
  receipt: 6,
  identity: 8,
  statistics: 4,
  auditor: 3,
  jobs: 6
}

type Where = Pick<Config, 'dataDir' | 'databaseUrl' | 'databaseOwnerUrl'>

/**
 * Starts or reaches the database, migrates it and refuses a connection on which row security would not hold.
 * Throws PlatformProblems: `data-dir.in-use`, `postgres.failed`, `migration.*`, `database.unsafe-role`, `database.away`.
 */
export async function openDatabase(where: Where): Promise<Database> {
  const embedded = where.databaseUrl === undefined ? await openPostgres(where.dataDir) : undefined
  let database: Database | undefined
  try {
    const address = embedded ? onSocket(embedded) : atServer(where)
    const owner = address('owner')
    const password = where.databaseUrl && decodeURIComponent(new URL(where.databaseUrl).password)
    const migrated = owner ? await migrate(owner, { password: password || undefined }) : []
    database = databaseAt(address, migrated, () => embedded?.stop() ?? Promise.resolve())
    await refuseUnsafeRole(database.pool('app'))
    if (!owner) await refuseOldSchema(database.pool('app'))
    return database
  } catch (error) {
    await (database?.close() ?? embedded?.stop())
    throw withoutContent(error)
  }
}

/** A Database over `address`, already migrated; `stop` is called when it closes. Tests build theirs with it. */
export function databaseAt(
  address: Database['address'],
  migrated: string[] = [],
  stop: () => Promise<void> = async () => {}
): Database {
  const pools = new Map<Role, pg.Pool>()
  const pool = (role: Role): pg.Pool => {
    let found = pools.get(role)
    if (!found) pools.set(role, (found = openPool(role, address(role) ?? {})))
    return found
  }
  return {
    pool,
    kysely: role =>
      new Kysely({ dialect: new PostgresDialect({ pool: carefully(() => pool(role).connect()) }) }),
    transaction: (role, settings, body) => runTransaction(pool(role), 'begin', settings, body),
    read: (role, settings, body) => runTransaction(pool(role), 'begin read only', settings, body),
    address,
    migrated,
    close: async () => {
      await Promise.all([...pools.values()].map(each => each.end()))
      await stop()
    }
  }
}

function openPool(role: Role, config: pg.ClientConfig): pg.Pool {
  const pool = new pg.Pool({
    ...config,
    max: sizes[role],
    application_name: `fener ${role}`,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    // No request waits longer, and a forgotten transaction does not hold its locks for ever.
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    options: '-c TimeZone=UTC',
    types: typesFor(role),
    // BEGIN and the settings leave in one round trip. The queue's library expects plain connections.
    pipeline: role !== 'jobs',
    onConnect: async client => {
      await refuseUnsafeRole(client)
    }
  } as pg.PoolConfig)
  // Without a listener a connection that breaks between two queries would end the process. The pool replaces it by itself.
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  return pool
}

const onSocket =
  (server: EmbeddedPostgres, database = 'postgres'): Database['address'] =>
  role => ({
    host: server.socket,
    port: server.port,
    database,
    user: role === 'owner' ? superuser : `fener_${role}`
  })

const atServer =
  (where: Where): Database['address'] =>
  role => {
    if (role === 'owner')
      return where.databaseOwnerUrl ? { connectionString: where.databaseOwnerUrl } : undefined
    const url = new URL(where.databaseUrl ?? '')
    url.username = `fener_${role}`
    return { connectionString: url.href }
  }

async function refuseOldSchema(pool: pg.Pool): Promise<void> {
  const waiting = await pendingMigrations(pool)
  if (waiting.length > 0)
    throw new PlatformProblem(
      'migration.waiting',
      `The database needs ${waiting.join(', ')}: start once with DATABASE_OWNER_URL`
    )
}
