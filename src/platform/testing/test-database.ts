import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { databaseAt } from '../db.server.ts'
import type { Database, Role } from '../db.server.ts'
import { settingValues, settingsStatement, transactionOn } from '../transaction.server.ts'
import type { Settings, Tx } from '../transaction.server.ts'
import { typesFor } from '../types.server.ts'
import { template } from './start-postgres.ts'

export type TestDatabase = Database & {
  /** Superuser, to arrange what the roles under test may not. */
  readonly owner: pg.Pool
  /**
   * A test body for `it`: everything happens in one transaction that is rolled back.
   * `it('…', database.rolledBack(async ({ as }) => { const tx = await as('app', { network }); … }))`
   */
  rolledBack(body: (inside: Inside) => Promise<void>): () => Promise<void>
}

export type Inside = {
  /** Goes on as this role ('owner': superuser, to arrange) with these settings; the handle is always the same one. */
  as(role: Role | 'owner', settings?: Settings): Promise<Tx>
  /** The SQLSTATE with which `query` was refused; 'accepted' when it was not. The transaction goes on either way. */
  refused(query: (tx: Tx) => Promise<unknown>): Promise<string>
  /** For use cases that open their own transaction: theirs become savepoints in here. */
  database: Pick<Database, 'transaction' | 'read'>
}

/** Call once at the top of a `*.db.test.ts` file: a database of its own, a copy of the migrated template. */
export function testDatabase(): TestDatabase {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const server = inject('postgres')
  const address: Database['address'] = role => ({
    host: server.host,
    port: server.port,
    database: name,
    user: role === 'owner' ? server.user : `fener_${role}`
  })
  const database = databaseAt(address)
  const owner = new pg.Pool({ ...address('owner'), max: 4, types: typesFor('app'), allowExitOnIdle: true })
  owner.on('error', () => {})

  beforeAll(() => administer(server, `create database ${name} template ${template}`))
  beforeAll(async () => {
    // Rights on a database are not copied from the template.
    await owner.query(`revoke all on database ${name} from public`)
    await owner.query(`grant connect, create on database ${name} to fener_owner`)
    await owner.query(`grant connect on database ${name} to ${roles}`)
  })
  afterAll(async () => {
    await database.close()
    await owner.end()
    await administer(server, `drop database ${name} with (force)`)
  })
  return Object.assign(database, {
    owner,
    rolledBack: (body: (inside: Inside) => Promise<void>) => rolledBack(owner, body)
  })
}

const roles = ['app', 'public', 'reader', 'receipt', 'identity', 'statistics', 'auditor', 'jobs', 'backup']
  .map(role => `fener_${role}`)
  .join(', ')

async function administer(
  server: { host: string; port: number; user: string },
  statement: string
): Promise<void> {
  const { host, port, user } = server
  const client = new pg.Client({ host, port, user, database: 'postgres' })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

const enough = Symbol('rolled back')

const rolledBack = (owner: pg.Pool, body: (inside: Inside) => Promise<void>) => async () => {
  const client = await owner.connect()
  await client.query('begin')
  await transactionOn(client, async tx => {
    await body(inside(tx))
    throw enough
  }).catch(error => {
    if (error !== enough) throw error
  })
}

function inside(tx: Tx): Inside {
  let now: { role: Role | 'owner'; settings: Settings } = { role: 'owner', settings: {} }
  let names = 0
  const as: Inside['as'] = async (role, settings = {}) => {
    now = { role, settings }
    await sql.raw(`set local role ${role === 'owner' ? 'none' : `fener_${role}`}`).execute(tx)
    const values = settingValues(settings).map(value => `'${value}'`)
    await sql.raw(settingsStatement.replace(/\$(\d+)/g, (_, at) => values[at - 1] ?? '')).execute(tx)
    return tx
  }
  const nested = async <T>(prepare: () => Promise<unknown>, body: (tx: Tx) => Promise<T>): Promise<T> => {
    const before = now
    const name = `inner_${++names}`
    await sql.raw(`savepoint ${name}`).execute(tx)
    try {
      await prepare()
      const result = await body(tx)
      await sql.raw(`release ${name}`).execute(tx)
      return result
    } catch (error) {
      await sql.raw(`rollback to ${name}`).execute(tx)
      throw error
    } finally {
      await as(before.role, before.settings)
    }
  }
  return {
    as,
    refused: query =>
      nested(async () => {}, query).then(
        () => 'accepted',
        error => String(error.code ?? error.message)
      ),
    database: {
      transaction: (role, settings, body) => nested(() => as(role, settings), body),
      read: (role, settings, body) =>
        nested(async () => {
          await as(role, settings)
          await sql`set transaction read only`.execute(tx)
        }, body)
    }
  }
}
