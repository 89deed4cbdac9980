// Deleted rows leave the file, or it is said that they have not.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rewriteTables } from './rewrite-tables.server.ts'
import { testDatabase } from './testing/test-database.ts'

const database = testDatabase()

beforeAll(async () => {
  await database.owner.query(`
    create schema rewritten;
    create table rewritten.words (id int, word text);
    insert into rewritten.words select n, 'reč' from generate_series(1, 100) n`)
})
afterAll(() => database.owner.query('drop schema rewritten cascade'))

const size = async () =>
  (await database.owner.query(`select pg_relation_size('rewritten.words')::int as n`)).rows[0].n as number

it('writes a table anew without what was deleted', async () => {
  expect(await size()).toBeGreaterThan(0)
  await database.owner.query('delete from rewritten.words')
  expect(await rewriteTables(database, ['rewritten.words'])).toEqual({
    tables: ['rewritten.words'],
    log: true
  })
  expect(await size()).toBe(0)
})

it('waits for a transaction that may still see it, and then does it', async () => {
  await database.owner.query(`insert into rewritten.words values (1, 'reč')`)
  const looking = await database.owner.connect()
  await looking.query('begin isolation level repeatable read')
  await looking.query('select 1')
  await database.owner.query('delete from rewritten.words')
  const rewriting = rewriteTables(database, ['rewritten.words'])
  setTimeout(() => void looking.query('commit').then(() => looking.release()), 700)
  await rewriting
  expect(await size()).toBe(0)
})

it('takes names of tables only', async () => {
  for (const wrong of ['words', 'rewritten.words; drop table x', 'Rewritten.Words', ''])
    await expect(rewriteTables(database, [wrong])).rejects.toThrow(TypeError)
})
