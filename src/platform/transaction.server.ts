// One transaction: settings first, retried when PostgreSQL asks for it, its handle dead afterwards.
import { Kysely, PostgresDialect, PostgresDriver } from 'kysely'
import type {
  CompiledQuery,
  DatabaseConnection,
  PostgresDialectConfig,
  PostgresPool,
  RawBuilder,
  Transaction
} from 'kysely'
import type pg from 'pg'
import { PlatformProblem } from './platform-problem.ts'
import { withoutContent } from './database-problem.ts'

/** What the row policies compare with. Every value is a UUID; what is absent is empty, and empty shows no row. */
export type Settings = {
  network?: string
  circles?: readonly string[]
  /** Circles whose key is held to hand it on, and whose rows are not seen. */
  kept?: readonly string[]
  account?: string
  report?: string
  receipt?: string
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- row types belong to the capabilities
export type Tx = Transaction<any>

const names: Record<keyof Settings, string> = {
  network: 'fener.network_id',
  circles: 'fener.circles',
  kept: 'fener.kept',
  account: 'fener.account_id',
  report: 'fener.report_id',
  receipt: 'fener.receipt_id'
}

export const settingsStatement = `select ${Object.values(names)
  .map((name, at) => `set_config('${name}', $${at + 1}, true)`)
  .join(', ')}`

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Throws `database.bad-setting` for anything but UUIDs: a comma or quote in here would widen what a person sees. */
export function settingValues(settings: Settings): string[] {
  const known = Object.keys(names) as (keyof Settings)[]
  for (const key of Object.keys(settings))
    if (!known.includes(key as keyof Settings)) throw badSetting(`${key} is not a setting`)
  return known.map(key => {
    const values = [settings[key] ?? []].flat()
    // The value itself stays out of the message: it came from outside.
    if (!values.every(value => typeof value === 'string' && uuid.test(value)))
      throw badSetting(`${key} is not a UUID`)
    return values.join(',')
  })
}

const badSetting = (message: string) => new PlatformProblem('database.bad-setting', message)

/** The statements that leave together with the commit of a transaction that `runTransaction` made. */
const lastOf = new WeakMap<Tx, CompiledQuery[]>()

/**
 * Runs `query` together with the commit, in one round trip: for what nothing waits for (the audit entry). It is there exactly when the
 * transaction is: should it fail, PostgreSQL turns the commit into a rollback, and the transaction throws its error.
 */
export const withCommit = async (tx: Tx, query: RawBuilder<unknown>): Promise<void> => {
  const last = lastOf.get(tx)
  if (last) last.push(query.compile(tx))
  else await query.execute(tx)
}

// Begin is already on its way when Kysely asks for it.
class BegunDriver extends PostgresDriver {
  readonly #last: CompiledQuery[]
  constructor(config: PostgresDialectConfig, last: CompiledQuery[]) {
    super(config)
    this.#last = last
  }
  override async beginTransaction(): Promise<void> {}
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    // The pool pipelines: written in this order, answered in this order.
    await Promise.all([
      ...this.#last.map(query => connection.executeQuery(query)),
      super.commitTransaction(connection as never)
    ])
  }
}
class BegunDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig
  readonly #last: CompiledQuery[]
  constructor(config: PostgresDialectConfig, last: CompiledQuery[]) {
    super(config)
    this.#config = config
    this.#last = last
  }
  override createDriver = () => new BegunDriver(this.#config, this.#last)
}

const attempts = 4

/**
 * Runs `body` in one transaction on `pool`. `body` may run again (at most 4 times) after a serialization failure or
 * deadlock, so it must not touch the world outside the database. `tx` throws once the transaction is over.
 */
export async function runTransaction<T>(
  pool: pg.Pool,
  begin: 'begin' | 'begin read only',
  settings: Settings,
  body: (tx: Tx) => Promise<T>
): Promise<T> {
  const values = settingValues(settings)
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(pool, begin, values, body)
    } catch (error) {
      const { code } = error as { code?: string }
      if (!(code === '40001' || code === '40P01') || attempt === attempts) throw withoutContent(error)
      await new Promise(next => setTimeout(next, attempt * 10 + Math.random() * 20))
    }
  }
}

async function once<T>(
  pool: pg.Pool,
  begin: string,
  values: string[],
  body: (tx: Tx) => Promise<T>
): Promise<T> {
  const client = await pool.connect()
  // Not awaited: the pool pipelines, so both leave with the first statement, one round trip. Should one of them fail, the transaction is
  // aborted (or the line is broken) and every statement behind it fails too; what is told is the first failure.
  const begun = Promise.all([client.query(begin), client.query(settingsStatement, values)])
  begun.catch(() => {})
  const last: CompiledQuery[] = []
  const done = transactionOn(
    client,
    tx => {
      lastOf.set(tx, last)
      return body(tx)
    },
    last
  )
  try {
    return await done
  } catch (error) {
    await begun
    throw error
  }
}

/** The body on a connection where a transaction has begun; commits or rolls back, and releases `client`. */
export function transactionOn<T>(
  client: pg.PoolClient,
  body: (tx: Tx) => Promise<T>,
  last: CompiledQuery[] = []
): Promise<T> {
  const dialect = new BegunDialect({ pool: carefully(async () => client) }, last)
  return new Kysely<unknown>({ dialect }).transaction().execute(tx => body(tx as unknown as Tx))
}

/** What Kysely needs of a pool, with every error passed through `withoutContent`, so that even a caught one quotes no row. */
export function carefully(connect: () => Promise<pg.PoolClient>): PostgresPool {
  const clean = (error: unknown): never => {
    throw withoutContent(error)
  }
  return {
    options: {},
    end: async () => {},
    connect: async () => {
      const client = await connect().catch(clean)
      return {
        query: (text: string, values: unknown[]) => client.query(text, values).catch(clean),
        release: (broken?: boolean) => client.release(broken)
      } as unknown as Awaited<ReturnType<PostgresPool['connect']>>
    }
  }
}
