// PLN6: the role that reads for everybody sees of a task what is meant for everybody, whatever its facts hold.
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { makeNetwork } from '#access/testing/people.ts'
import { readPublic, useDatabase } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { readProgress } from './read-progress.server.ts'
import { makeNetworkWithPlan } from './testing/network.ts'

const database = testDatabase()
let network: NetworkId

beforeAll(() => useDatabase(database))
beforeEach(async () => {
  network = await makeNetworkWithPlan(database)
})
const fact = (task: string, kind: string, detail: object, of = network) =>
  database.owner.query(
    `insert into plan.task_facts (network_id, id, task, kind, happened_on, at, account_id, detail)
     values ($1, gen_random_uuid(), $2, $3, '2026-01-10', now(), gen_random_uuid(), $4)`,
    [of, task, kind, detail]
  )
const read = () => readPublic(network, ({ db }) => readProgress(db, network, '2026-04-01'))

it('reads organisation, deadline, address and reason, and nothing that was written for the network', async () => {
  const { rows } = await database.owner.query(
    `insert into identity.organisations (network_id, id, name, kind) values ($1, gen_random_uuid(), $2, 'network') returning id`,
    [network, { sr: 'Mreža', sq: 'Rrjeti', en: 'Network' }]
  )
  await fact('a1-z1', 'owner-named', { organisation: rows[0].id, person: 'SECRET' })
  await fact('a1-z1', 'deadline-set', { deadline: '2026-02-28', reason: 'SECRET' })
  await fact('a1-z1', 'budget-set', { cents: 777777, line: 'SECRET' })
  await fact('a1-z1', 'progress-recorded', { words: 'SECRET', share: 40 })
  await fact('a1-z1', 'evidence-added', { evidence: 'SECRET', address: 'https://example.org/z' })
  await fact('a1-z1', 'late-because', { words: { sr: 'nema', sq: 'nuk', en: 'none' } })
  await fact('a1-z1', 'task-assigned', { owner: 'SECRET' })
  const { tables } = await read()
  expect(tables[0]!.activities[0]!.tasks[0]).toMatchObject({
    status: 'late',
    who: { en: 'Network' },
    lateSince: '2026-03-01',
    lateBecause: { en: 'none' },
    evidence: ['https://example.org/z']
  })
  const seen = await readPublic(network, ({ db }) =>
    db.rows(sql`select * from plan.public_task_facts where network_id = ${network}`)
  )
  expect(seen).toHaveLength(7)
  expect(JSON.stringify(seen)).not.toMatch(/SECRET|777777/)
})

it('cannot read the facts themselves, nor those of another network', async () => {
  await fact('a1-z1', 'task-done', {}, await makeNetwork(database))
  expect((await read()).tables[0]!.progress.done).toBe(0)
  expect(await readPublic(network, ({ db }) => db.rows(sql`select * from plan.public_task_facts`))).toEqual(
    []
  )
  await expect(readPublic(network, ({ db }) => db.rows(sql`select * from plan.task_facts`))).rejects.toThrow()
  await expect(
    readPublic(network, ({ db }) => db.rows(sql`select * from plan.evaluation_facts`))
  ).rejects.toThrow()
})
