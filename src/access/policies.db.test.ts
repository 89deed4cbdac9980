// What the database itself refuses (TRU2), read from its catalogue, so that a new table cannot be forgotten.
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '#platform/testing/test-database.ts'
import {
  id,
  makeNetwork,
  makePerson,
  makeTestCircle,
  type TestCircle,
  type TestPerson
} from './testing/people.ts'
import type { NetworkId } from '#kernel/id.ts'

const database = testDatabase()
const ours = `('identity','line','professionals','access','audit','reports','cases','services','directory','matching','plan','publication','risk')`

type Table = { name: string; schema: string; table: string; columns: string[] }
const tables = async (): Promise<Table[]> =>
  (
    await database.owner.query(`
      select n.nspname || '.' || c.relname as name, n.nspname as schema, c.relname as table,
        array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${ours} and c.relkind = 'r' order by 1`)
  ).rows

let network: NetworkId
let elsewhere: NetworkId
let operator: TestPerson
let stranger: TestPerson
let intake: TestCircle
let foreign: TestCircle

beforeAll(async () => {
  network = await makeNetwork(database)
  elsewhere = await makeNetwork(database)
  operator = await makePerson(database, network, 'operator')
  stranger = await makePerson(database, elsewhere, 'operator')
  intake = await makeTestCircle(database, network, 'intake', [operator])
  foreign = await makeTestCircle(database, elsewhere, 'intake', [stranger])
  await database.owner.query(
    `insert into reports.envelopes (network_id, id, circle_id, epoch, code, arrived_on, language, mode, urgent, size_bucket,
       reporter_recipient, idempotency, sealed, due_on)
     values ($1, $2, $3, 1, 'lipa-1', '2026-01-01', 'sr', 'browser', false, 4096, 'age1', $4, '\\x00', '2026-01-02')`,
    [network, id(), intake.id, Buffer.alloc(16, 1)]
  )
})

const reports = sql<{ code: string }>`select code from reports.envelopes`
const count = (settings: object) =>
  database.transaction('app', settings, async tx => (await reports.execute(tx)).rows.length)

describe('every table', () => {
  it('has row security, also against its owner, and begins its key with the network', async () => {
    const wrong = await database.owner.query(`
      select n.nspname || '.' || c.relname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      left join pg_index i on i.indrelid = c.oid and i.indisprimary
      left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where n.nspname in ${ours} and c.relkind = 'r'
        and (not c.relrowsecurity or not c.relforcerowsecurity or a.attname is distinct from 'network_id')`)
    expect(wrong.rows).toEqual([])
    expect((await tables()).length).toBeGreaterThan(25)
  })

  it('with a circle shows the application the rows of its circles only, by the one policy form', async () => {
    const form =
      "((network_id = (NULLIF(current_setting('fener.network_id'::text, true), ''::text))::uuid) AND (circle_id = ANY (( SELECT (string_to_array(NULLIF(current_setting('fener.circles'::text, true), ''::text), ','::text))::uuid[] AS string_to_array)::uuid[])))"
    const policies = (
      await database.owner.query(
        `select schemaname || '.' || tablename as name, policyname as policy, roles::text[] as roles, qual, with_check, cmd from pg_policies
         where 'fener_app' = any (roles) and schemaname in ('reports','cases','services')`
      )
    ).rows
    for (const table of (await tables()).filter(t => ['reports', 'cases', 'services'].includes(t.schema))) {
      expect(table.columns, table.name).toContain('circle_id')
      // a professional who is signed in puts a report before an intake team, and reads nothing back (REP5)
      const found = policies.filter(
        p => p.name === table.name && !(p.policy === 'refer' && p.cmd === 'INSERT')
      )
      expect(found, table.name).toHaveLength(1)
      expect(found[0].qual, table.name).toBe(form)
      expect(found[0].with_check, table.name).toBe(form)
    }
    expect(
      policies
        .filter(p => p.policy === 'refer')
        .map(p => p.name)
        .sort()
    ).toEqual(['reports.envelopes', 'reports.files', 'reports.receipts'])
  })
})

describe('the application’s role', () => {
  it('sees nothing without settings, with the network only, or with circles only', async () => {
    expect(await count({})).toBe(0)
    expect(await count({ network })).toBe(0)
    expect(await count({ circles: [intake.id] })).toBe(0)
    expect(await count({ network, circles: [intake.id] })).toBe(1)
    expect(await count({ network: elsewhere, circles: [intake.id] })).toBe(0)
    expect(await count({ network, circles: [foreign.id] })).toBe(0)
    expect(await count({ network, kept: [intake.id] })).toBe(0)
  })

  const refusedAs = (
    role: 'app' | 'public' | 'receipt' | 'statistics' | 'reader',
    statement: string,
    settings: object = {}
  ) =>
    database
      .transaction(role, { network, circles: [intake.id], ...settings }, tx => sql.raw(statement).execute(tx))
      .then(
        () => 'accepted',
        (error: { code?: string }) => error.code
      )

  it('cannot switch row security off, move a row to a foreign circle, or touch the log', async () => {
    expect(await refusedAs('app', 'set local row_security = off; select * from reports.envelopes')).toBe(
      '42501'
    )
    expect(await refusedAs('app', `update reports.envelopes set circle_id = '${foreign.id}'`)).toBe('42501')
    for (const statement of [
      'update audit.entries set verb = null',
      'delete from audit.entries',
      'truncate audit.entries',
      'delete from audit.links',
      `insert into audit.links values ('${network}', 1, '${id()}', '\\x00')`,
      'select * from identity.credentials',
      'select * from identity.sessions',
      'select token_hash from identity.invitations',
      'alter table reports.envelopes disable row level security',
      'set role fener_owner',
      'set role fener_backup'
    ])
      expect(await refusedAs('app', statement), statement).toBe('42501')
  })

  it('refuses a malformed list of circles', async () => {
    const refused = await database
      .transaction('app', { network }, async tx => {
        await sql`select set_config('fener.circles', 'not-a-uuid', true)`.execute(tx)
        await reports.execute(tx)
      })
      .catch((error: { code?: string }) => error.code)
    expect(refused).toBe('22P02')
  })

  it('gives the public no way to read, change or remove, nor to write into a circle that is not an intake team', async () => {
    for (const statement of [
      'select * from reports.envelopes',
      'select * from reports.receipts',
      'update reports.envelopes set news = false',
      'delete from reports.receipts',
      'select * from cases.cases',
      `insert into reports.file_parts values ('${network}', '${intake.id}', '\\x00000000000000000000000000000001', 0, 0, '2026-01-01', '\\x01') returning 1`.replace(
        'returning 1',
        'returning part'
      )
    ])
      expect(await refusedAs('public', statement), statement).toBe('42501')
    const part = (circle: string) =>
      `insert into reports.file_parts values ('${network}', '${circle}', '\\x${id().replaceAll('-', '')}', 0, 0, '2026-01-01', '\\x01')`
    expect(await refusedAs('public', part(intake.id))).toBe('accepted')
    expect(await refusedAs('public', part(foreign.id))).toBe('42501')
  })

  it('shows public pages a team’s key to seal with, and nothing of how its keys hang together', async () => {
    expect(await refusedAs('reader', 'select circle_id, epoch, recipient from access.circle_epochs')).toBe(
      'accepted'
    )
    for (const statement of [
      'select previous from access.circle_epochs',
      'select made_by from access.circle_epochs',
      'select renew_since from access.circles',
      'select vouch from access.wraps'
    ])
      expect(await refusedAs('reader', statement), statement).toBe('42501')
  })

  it('gives statistics the coded columns and no sealed one', async () => {
    expect(await refusedAs('statistics', 'select network_id, status from reports.envelopes')).toBe('accepted')
    for (const statement of [
      'select sealed from reports.envelopes',
      'select reporter_recipient from reports.envelopes',
      'select * from cases.sealed_records',
      'select sealed from cases.facts',
      'select * from services.packets',
      'select name from identity.people'
    ])
      expect(await refusedAs('statistics', statement), statement).toBe('42501')
  })

  it('shows whoever holds a receipt nothing without it', async () => {
    const rows = await database.transaction(
      'receipt',
      { network },
      async tx => (await reports.execute(tx)).rows.length
    )
    expect(rows).toBe(0)
    for (const statement of [
      'select * from reports.facts',
      'select * from cases.cases',
      'select * from identity.people'
    ])
      expect(await refusedAs('receipt', statement), statement).toBe('42501')
  })
})
