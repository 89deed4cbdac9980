import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { openDatabase } from './db.server.ts'
import { migrate, pendingMigrations } from './migrate.server.ts'

const server = inject('postgres')
let database: string
let folder: string
const owner = (name = database): pg.ClientConfig => ({
  host: server.host,
  port: server.port,
  user: server.user,
  database: name
})
async function ask(statement: string, name?: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(owner(name))
  await client.connect()
  return (await client.query(statement).finally(() => client.end())).rows
}
const write = (name: string, text: string) => writeFileSync(join(folder, 'migrations', name), text)

beforeEach(async () => {
  database = `migrate_${randomUUID().replaceAll('-', '')}`
  await ask(`create database ${database}`, 'postgres')
  folder = mkdtempSync(join(tmpdir(), 'fener-migrate-'))
  cpSync('db/roles.sql', join(folder, 'roles.sql'))
  cpSync('db/migrations/0000_platform.sql', join(folder, 'migrations/0000_platform.sql'))
})
afterEach(async () => {
  await ask(`drop database ${database} with (force)`, 'postgres')
  rmSync(folder, { recursive: true })
})

describe('migrate', () => {
  it('applies in order, once, and everything belongs to fener_owner', async () => {
    write('0002_second.sql', 'alter table sample.things add column y int;')
    write('0001_first.sql', 'create schema sample; create table sample.things (x int);')
    expect(await migrate(owner(), { folder })).toEqual([
      '0000_platform.sql',
      '0001_first.sql',
      '0002_second.sql'
    ])
    expect(await migrate(owner(), { folder })).toEqual([])
    const others = `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('sample', 'platform', 'graphile_worker') and c.relowner <> 'fener_owner'::regrole`
    expect(await ask(others)).toEqual([])
  })

  it('leaves nothing to everybody', async () => {
    await migrate(owner(), { folder })
    const open = `
      select nspname from pg_namespace, aclexplode(coalesce(nspacl, acldefault('n', nspowner))) a
        where a.grantee = 0 and nspname not in ('pg_catalog', 'information_schema') and nspname !~ '^pg_toast'
      union all
      select proname from pg_proc p, aclexplode(coalesce(proacl, acldefault('f', proowner))) a
        where a.grantee = 0 and p.pronamespace in (select oid from pg_namespace where nspname in ('platform', 'graphile_worker'))
      union all
      select datname from pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) a
        where a.grantee = 0 and datname = current_database()`
    expect(await ask(open)).toEqual([])
  })

  it('refuses a file that was changed or removed after it had been applied', async () => {
    write('0001_first.sql', 'create schema sample;')
    await migrate(owner(), { folder })
    write('0001_first.sql', 'create schema sample2;')
    await expect(migrate(owner(), { folder })).rejects.toThrow(
      '0001_first.sql was changed after it had been applied'
    )
    rmSync(join(folder, 'migrations/0001_first.sql'))
    await expect(migrate(owner(), { folder })).rejects.toThrow('this version of Fener does not have it')
  })

  it('undoes a file that fails, and says where', async () => {
    write('0001_first.sql', 'create schema sample;\n\nselect nonsense;')
    await expect(migrate(owner(), { folder })).rejects.toThrow('0001_first.sql, line 3: column "nonsense"')
    expect(await ask(`select to_regnamespace('sample') as it`)).toEqual([{ it: null }])
    write('0001_first.sql', 'create schema sample;')
    expect(await migrate(owner(), { folder })).toEqual(['0001_first.sql'])
  })

  it('by two processes at once happens once', async () => {
    write('0001_first.sql', 'create schema sample; select pg_sleep(0.2);')
    const both = await Promise.all([migrate(owner(), { folder }), migrate(owner(), { folder })])
    expect(both.map(list => list.length).sort()).toEqual([0, 2])
  })

  it('that may not run can at least be named', async () => {
    await migrate(owner(), { folder })
    write('0001_first.sql', 'create schema sample;')
    const app = new pg.Client({ ...owner(), user: 'fener_app' })
    await app.connect()
    expect(await pendingMigrations(app, folder)).toEqual(['0001_first.sql'])
    await app.end()
  })

  it('sets passwords that PostgreSQL accepts, without ever sending them', async () => {
    await migrate(owner(), { folder, password: 'dritë свет' })
    const [{ rolpassword } = {}] = await ask(`select rolpassword from pg_authid where rolname = 'fener_app'`)
    expect(rolpassword).toMatch(/^SCRAM-SHA-256\$4096:/)
    for (const role of ['app', 'public', 'receipt', 'identity', 'statistics', 'auditor', 'jobs', 'backup'])
      await ask(`alter role fener_${role} password null`)
  })
})

describe('openDatabase at a server', () => {
  const address = (user: string) =>
    `postgres://${user}@localhost:${server.port}/${database}?host=${encodeURIComponent(server.host)}`

  it('migrates as owner, then works as fener_app', async () => {
    const where = {
      dataDir: '/nowhere',
      databaseUrl: address('fener_app'),
      databaseOwnerUrl: address(server.user)
    }
    const first = await openDatabase(where)
    expect(first.migrated).toContain('0000_platform.sql')
    expect((await first.pool('identity').query('select current_user as it')).rows).toEqual([
      { it: 'fener_identity' }
    ])
    await first.close()
    const second = await openDatabase({ ...where, databaseOwnerUrl: undefined })
    expect(second.migrated).toEqual([])
    await second.close()
  })

  it('refuses one that is away, or that nobody migrated', async () => {
    const nowhere = {
      dataDir: '/nowhere',
      databaseUrl: 'postgres://fener_app@127.0.0.1:9/x',
      databaseOwnerUrl: undefined
    }
    await expect(openDatabase(nowhere)).rejects.toMatchObject({ code: 'database.away' })
    const databaseUrl = address('fener_app')
    await expect(openDatabase({ ...nowhere, databaseUrl })).rejects.toThrow(
      'start once with DATABASE_OWNER_URL'
    )
  })
})
