import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import pg from 'pg'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { refuseUnsafeRole } from './unsafe-role.server.ts'
import { withCommit, type Tx } from './transaction.server.ts'
import { testDatabase } from './testing/test-database.ts'

const database = testDatabase()
const network = randomUUID()
const [ours, theirs] = [randomUUID(), randomUUID()]

// The form every protected table has (sealing.md, section 6).
beforeAll(async () => {
  const reach = `network_id = nullif(current_setting('fener.network_id', true), '')::uuid
    and circle_id = any (string_to_array(nullif(current_setting('fener.circles', true), ''), ',')::uuid[])`
  await database.owner.query(`
    set role fener_owner;
    create schema sample;
    grant usage on schema sample to fener_app, fener_public, fener_statistics;
    create table sample.records (
      network_id uuid not null, circle_id uuid not null, id uuid not null default gen_random_uuid(),
      code text unique check (length(code) < 80), sealed bytea, day date, amount numeric, big bigint, at timestamptz,
      primary key (network_id, id)
    );
    alter table sample.records enable row level security;
    alter table sample.records force row level security;
    create policy reach on sample.records for all to fener_app using (${reach}) with check (${reach});
    create policy send on sample.records for insert to fener_public with check (true);
    create policy count on sample.records for select to fener_statistics using (true);
    grant select, insert, update, delete on sample.records to fener_app;
    grant insert on sample.records to fener_public;
    grant select (network_id, code) on sample.records to fener_statistics;
    reset role;
    insert into sample.records (network_id, circle_id, code) values
      ('${network}', '${ours}', 'one'), ('${network}', '${theirs}', 'two');`)
})

const codes = async (tx: Tx) =>
  (await tx.selectFrom('sample.records').select('code').execute()).map(row => row.code)
const both = { network, circles: [ours] }

describe('what a transaction sees', () => {
  it('is its circles, and nothing when a setting is missing', async () => {
    expect(await database.read('app', both, codes)).toEqual(['one'])
    for (const settings of [{}, { network }, { circles: [ours] }, { network, circles: [] }])
      expect(await database.read('app', settings, codes)).toEqual([])
    expect(await database.read('app', { network, circles: [ours, theirs] }, codes)).toEqual(['one', 'two'])
  })

  it('is forgotten when it ends: the next one on the same connection starts with nothing', async () => {
    await database.read('app', both, codes)
    expect((await database.pool('app').query('select * from sample.records')).rows).toEqual([])
  })

  it('never comes from something that is not a UUID', async () => {
    for (const settings of [{ network: `${network}'` }, { circles: [`${ours},${theirs}`] }, { network: '' }])
      await expect(database.read('app', settings, codes)).rejects.toMatchObject({
        code: 'database.bad-setting'
      })
    await expect(database.read('app', { role: ours } as never, codes)).rejects.toThrow(
      'role is not a setting'
    )
  })
})

describe('what leaves with the commit', () => {
  const insert = (code: string) =>
    sql`insert into sample.records (network_id, circle_id, code) values (${network}, ${ours}, ${code})`
  const there = async (code: string) =>
    (await database.owner.query('select 1 from sample.records where code = $1', [code])).rows.length

  it('is there with the rest', async () => {
    await database.transaction('app', both, async tx => {
      await insert('with-1').execute(tx)
      await withCommit(tx, insert('with-2'))
    })
    expect([await there('with-1'), await there('with-2')]).toEqual([1, 1])
    await database.owner.query(`delete from sample.records where code like 'with-%'`)
  })

  it('takes the rest with it when it is refused, and its own error is told', async () => {
    const lost = database.transaction('app', both, async tx => {
      await insert('lost').execute(tx)
      await withCommit(tx, insert('one'))
    })
    await expect(lost).rejects.toMatchObject({ code: '23505' })
    expect(await there('lost')).toBe(0)
    expect(await database.read('app', both, codes), 'the connection is whole').toEqual(['one'])
  })

  it('does not leave when the body fails', async () => {
    const failed = database.transaction('app', both, async tx => {
      await withCommit(tx, insert('never'))
      throw new Error('on second thoughts')
    })
    await expect(failed).rejects.toThrow('on second thoughts')
    expect(await there('never')).toBe(0)
  })
})

describe('what PostgreSQL refuses', () => {
  const refusal = (role: 'app' | 'public' | 'statistics', text: string, settings = both) =>
    it(
      `${role}: ${text}`,
      database.rolledBack(async ({ as, refused }) => {
        await as(role, settings)
        const expected = text.startsWith('malformed') ? '22P02' : '42501'
        expect(await refused(tx => sql.raw(statements[text] ?? '').execute(tx))).toBe(expected)
      })
    )
  const insert = (circle: string) =>
    `insert into sample.records (network_id, circle_id) values ('${network}', '${circle}')`
  const statements: Record<string, string> = {
    'malformed list': `select set_config('fener.circles', 'x,y', true); select * from sample.records`,
    'insert into a foreign circle': insert(theirs),
    'move into a foreign circle': `update sample.records set circle_id = '${theirs}'`,
    'row security off': 'set local row_security = off; select * from sample.records',
    'public reads': 'select code from sample.records',
    'public returning': `${insert(ours)} returning id`,
    'statistics reads a sealed column': 'select sealed from sample.records',
    'become the owner': 'set role fener_owner',
    'make a table': 'create table public.mine (x int)',
    'make a temporary table': 'create temp table mine (x int)'
  }
  refusal('app', 'malformed list')
  refusal('app', 'insert into a foreign circle')
  refusal('app', 'move into a foreign circle')
  refusal('app', 'row security off')
  refusal('public', 'public reads')
  refusal('public', 'public returning')
  refusal('statistics', 'statistics reads a sealed column')
  refusal('app', 'make a table')

  it('temporary tables and the owner’s role, over a real connection', async () => {
    const query = (text: string) => database.transaction('app', {}, tx => sql.raw(text).execute(tx))
    await expect(query(statements['make a temporary table'] ?? '')).rejects.toMatchObject({ code: '42501' })
    await expect(query(statements['become the owner'] ?? '')).rejects.toMatchObject({ code: '42501' })
  })

  it('public may put in, statistics may count', async () => {
    await database.transaction('public', {}, tx => sql.raw(insert(theirs)).execute(tx))
    const { rows } = await database.pool('statistics').query('select count(code) from sample.records')
    expect(rows[0].count).toBe(2)
  })

  it('a write in a read', async () => {
    await expect(database.read('app', both, tx => sql.raw(insert(ours)).execute(tx))).rejects.toMatchObject({
      code: '25006'
    })
  })
})

describe('a transaction', () => {
  it('is dead once it is over', async () => {
    let kept: Tx | undefined
    await database.transaction('app', both, async tx => void (kept = tx))
    await expect(codes(kept as Tx)).rejects.toThrow('already committed')
    await database
      .transaction('app', both, async tx => Promise.reject(((kept = tx), new Error('no'))))
      .catch(() => {})
    await expect(codes(kept as Tx)).rejects.toThrow('already rolled back')
  })

  it('does not pretend to have committed after a swallowed error', async () => {
    const swallow = (tx: Tx) => sql`select 1/0`.execute(tx).catch(() => {})
    await expect(database.transaction('app', both, swallow)).rejects.toThrow()
  })

  it('runs again after a deadlock', async () => {
    const [a, b] = [randomUUID(), randomUUID()]
    for (const id of [a, b])
      await database.owner.query('insert into sample.records (network_id, circle_id, id) values ($1,$2,$3)', [
        network,
        ours,
        id
      ])
    let runs = 0
    const touch = (first: string, second: string) =>
      database.transaction('app', both, async tx => {
        runs++
        for (const id of [first, second]) {
          await tx.updateTable('sample.records').set({ amount: '1' }).where('id', '=', id).execute()
          await new Promise(next => setTimeout(next, 50))
        }
      })
    await Promise.all([touch(a, b), touch(b, a)])
    expect(runs).toBe(3)
  })

  it('gives numbers, days and moments without surprises', async () => {
    const row = await database.transaction('app', both, tx =>
      tx
        .insertInto('sample.records')
        .values({
          network_id: network,
          circle_id: ours,
          sealed: new Uint8Array([1, 2]),
          day: '2026-03-29',
          amount: '0.10',
          big: 42,
          at: new Date('2026-03-29T00:30:00Z')
        })
        .returning(['sealed', 'day', 'amount', 'big', 'at', sql<bigint>`9007199254740993`.as('huge')])
        .executeTakeFirstOrThrow()
    )
    expect(row).toMatchObject({ day: '2026-03-29', amount: '0.10', big: 42, huge: 9007199254740993n })
    expect(row.at).toEqual(new Date('2026-03-29T00:30:00Z'))
    expect([...(row.sealed as Uint8Array)]).toEqual([1, 2])
  })
})

describe('rolledBack', () => {
  it(
    'turns the transactions of use cases into savepoints',
    database.rolledBack(async ({ as, database: inner }) => {
      await inner.transaction('app', both, tx =>
        tx
          .insertInto('sample.records')
          .values({ network_id: network, circle_id: ours, code: 'inner' })
          .execute()
      )
      expect(await inner.read('app', both, codes)).toContain('inner')
      const write = (tx: Tx) => tx.deleteFrom('sample.records').execute()
      await expect(inner.read('app', both, write)).rejects.toMatchObject({ code: '25006' })
      expect(await codes(await as('owner'))).toContain('two')
    })
  )
  it('leaves nothing', async () => expect(await database.read('app', both, codes)).not.toContain('inner'))
})

describe('roles on which row security would not hold', () => {
  const server = inject('postgres')
  const connect = async (user: string) => {
    const { host, port } = server
    const client = new pg.Client({ host, port, user, database: database.address('app')?.database })
    await client.connect()
    return client
  }
  const refused = async (user: string, role?: string) => {
    const client = await connect(user)
    if (role) await client.query(`set role ${role}`)
    return refuseUnsafeRole(client)
      .then(() => 'accepted')
      .catch(error => error.message)
      .finally(() => client.end())
  }

  it('are refused with a reason', async () => {
    expect(await refused(server.user)).toContain('postgres is superuser')
    expect(await refused(server.user, 'fener_app')).toContain('postgres is superuser')
    expect(await refused(server.user, 'fener_owner')).toContain('fener_owner owns tables')
    expect(await refused('fener_backup')).toContain('fener_backup has BYPASSRLS')
    await database.owner.query('create role careless login in role fener_owner')
    expect(await refused('careless')).toContain('fener_owner owns tables')
    await database.owner.query('drop role careless')
  })

  it('are none of ours', async () => {
    for (const role of ['app', 'public', 'receipt', 'identity', 'statistics', 'auditor', 'jobs'])
      expect(await refused(`fener_${role}`), role).toBe('accepted')
  })
})

describe('the server’s log', () => {
  it('never holds the content of a row', async () => {
    const marker = `marker${randomUUID().replaceAll('-', '')}`
    const add = (values: Record<string, unknown>) =>
      database.transaction('app', both, tx =>
        tx
          .insertInto('sample.records')
          .values({ network_id: network, circle_id: ours, ...values })
          .execute()
      )
    await add({ code: marker })
    const failures = [
      add({ code: marker }),
      add({ code: marker.repeat(3) }),
      add({ circle_id: theirs, code: `${marker}2` }),
      add({ id: marker }),
      database.transaction('app', both, tx => sql.raw(`select '${marker}'::int`).execute(tx)),
      database.transaction('app', both, tx =>
        sql.raw(`do $$ begin raise exception '${marker}'; end $$`).execute(tx)
      )
    ]
    const errors = (await Promise.allSettled(failures)).map(each => (each as PromiseRejectedResult).reason)
    expect(errors.map(error => error.code)).toEqual(['23505', '23514', '42501', '22P02', '22P02', 'P0001'])
    // Nor does the error that the application might print, except what a statement raised itself.
    for (const error of errors.slice(0, 5))
      expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain(marker)
    expect(readFileSync(server(), 'utf8')).not.toContain(marker)
  })
  const server = () => inject('postgres').log
})
