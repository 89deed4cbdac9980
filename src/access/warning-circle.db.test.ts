import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import type { NetworkId } from '#kernel/id.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { makeNetwork, makePerson, makeTestCircle, type TestPerson } from './testing/people.ts'
import { warningCircle } from './warning-circle.server.ts'
import { accessVerbs } from './permissions.ts'
import { browse, useDatabase } from './work.server.ts'

const database = testDatabase()
let network: NetworkId
let sadije: TestPerson

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  sadije = await makePerson(database, network, 'field-worker')
})
const look = <T>(body: Parameters<typeof browse<T>>[2]) => browse(sadije.actor, accessVerbs['desk.see'], body)

it('tells a field worker to whom to seal, and nothing else of the circle', async () => {
  await expect(look(({ db }) => warningCircle(db))).rejects.toMatchObject({ code: 'warning.no-circle' })
  const jelena = await makePerson(database, network, 'coordinator')
  const made = await makeTestCircle(database, network, 'warning', [jelena])
  const found = await look(({ db }) => warningCircle(db))
  expect(found).toMatchObject({ circle: made.id, epoch: 1 })
  expect(found.recipient).toMatch(/^age1pq1/)
  const seen = await look(({ db }) =>
    db.rows(sql`select 1 from access.circle_members where circle_id = ${made.id}`)
  )
  expect(seen).toEqual([])
})

it('is one in each network', async () => {
  const elsewhere = await makeNetwork(database)
  const theirs = await makePerson(database, elsewhere, 'field-worker')
  await expect(
    browse(theirs.actor, accessVerbs['desk.see'], ({ db }) => warningCircle(db))
  ).rejects.toMatchObject({ code: 'warning.no-circle' })
})
