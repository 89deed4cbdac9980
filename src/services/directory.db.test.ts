// SRV1: each organisation keeps its own services, coordinators all; the public reads what was chosen to be shown, and never an address.
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { id, makeNetwork, makePerson, type TestPerson } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import { makeProvider } from '#cases/testing/desk.ts'
import type { NetworkId } from '#kernel/id.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import type { OfferedService } from './directory.ts'
import { listDirectory, listPublicDirectory } from './list-directory.server.ts'
import { endService, recordService, sayFree } from './record-service.server.ts'

const database = testDatabase()
const notThere = { code: 'common.not-found', status: 404 }
let network: NetworkId
let house: TestPerson
let lawyer: TestPerson
let coordinator: TestPerson
let ana: TestPerson

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  house = await makeProvider(database, network, [])
  lawyer = await makeProvider(database, network, ['legal'])
  coordinator = await makePerson(database, network, 'coordinator')
  ana = await makePerson(database, network, 'case-manager')
})

const service: OfferedService = {
  kind: 'shelter',
  name: { sr: 'Soba', sq: 'Dhomë', en: 'A room' },
  about: { sr: 'Krevet i mir', sq: 'Shtrat dhe qetësi', en: 'A bed and quiet' },
  languages: ['sr', 'sq'],
  forWhom: ['women', 'children'],
  papersAsked: false,
  hours: { kind: 'always' },
  staffPhone: '038 111 222',
  publicPhone: '+383 38 333 444',
  isPublic: true,
  places: 6
}
const add = async (
  by: TestPerson,
  change: Partial<OfferedService> = {},
  organisation = by.actor.organisation
) => {
  const one = id()
  await recordService(by.actor, { id: one, organisation, rev: 0, service: { ...service, ...change } })
  return one
}
const find = async (by: TestPerson, one: string) => (await listDirectory(by.actor)).find(s => s.id === one)

it('is kept by the organisation and the coordinators, and by nobody else', async () => {
  const one = await add(house)
  const change = { id: one, organisation: house.actor.organisation, service: { ...service, places: 8 } }
  await recordService(house.actor, { ...change, rev: 1 })
  await recordService(coordinator.actor, { ...change, rev: 2 })
  await expect(recordService(house.actor, { ...change, rev: 2 })).rejects.toMatchObject({
    code: 'common.changed-by-other'
  })
  for (const act of [
    () => recordService(lawyer.actor, { ...change, rev: 3 }),
    // claimed to be one's own
    () => recordService(lawyer.actor, { ...change, organisation: lawyer.actor.organisation, rev: 3 }),
    () => add(lawyer, {}, house.actor.organisation),
    () => sayFree(lawyer.actor, { service: one, free: 1 }),
    () => endService(lawyer.actor, { service: one }),
    () => recordService(ana.actor, { ...change, rev: 3 }),
    () => sayFree(house.actor, { service: id(), free: 1 })
  ])
    await expect(act()).rejects.toMatchObject(notThere)
  expect(await find(ana, one)).toMatchObject({ kind: 'shelter', rev: 3, mine: false })
})

it('says how many places are free, who said so and when; the total only to those who keep the entry', async () => {
  const one = await add(house)
  await expect(sayFree(house.actor, { service: one, free: 7 })).rejects.toMatchObject({
    code: 'directory.more-than-places'
  })
  expect(await find(ana, one)).toMatchObject({ free: null, freeState: 'never' })
  await sayFree(house.actor, { service: one, free: 2 })
  expect(await find(ana, one)).toMatchObject({
    free: 2,
    places: null,
    freeState: 'fresh',
    saidBy: expect.any(String)
  })
  expect(await find(house, one)).toMatchObject({ free: 2, places: 6, mine: true })
  await database.owner.query(
    `update directory.services set free_said_at = now() - interval '25 hours' where id = $1`,
    [one]
  )
  expect(await find(ana, one)).toMatchObject({ freeState: 'old' })
  // fewer places than were said to be free: nobody knows how many are
  await recordService(house.actor, {
    id: one,
    organisation: house.actor.organisation,
    rev: 1,
    service: { ...service, places: 1 }
  })
  expect(await find(ana, one)).toMatchObject({ free: null, freeState: 'never' })
})

it('may be asked for what it offers', async () => {
  await add(house, { kind: 'medical' })
  const { rows } = await database.owner.query(
    `select kinds_of_help as kinds from identity.organisations where id = $1`,
    [house.actor.organisation]
  )
  expect(rows[0].kinds).toContain('medical')
})

it('shows the public what was chosen to be shown, until it ends', async () => {
  const shown = await add(lawyer, { kind: 'legal' })
  const hidden = await add(lawyer, { kind: 'legal', isPublic: false, publicPhone: null })
  const listed = async () => (await listPublicDirectory(network)).services.map(s => s.id)
  expect(await listed()).toContain(shown)
  expect(await listed()).not.toContain(hidden)
  const said = JSON.stringify(await listPublicDirectory(network))
  for (const secret of ['038 111 222', '"places"', '"free"', '"staffPhone"'])
    expect(said).not.toContain(secret)
  await endService(lawyer.actor, { service: shown })
  expect(await listed()).not.toContain(shown)
  expect(await find(ana, shown)).toBeUndefined()
})

it('has no column for an address, and the public’s role reads neither places nor the telephone of the staff', async () => {
  const { rows } = await database.owner.query(
    `select column_name as name from information_schema.columns where table_schema = 'directory' and table_name = 'services'`
  )
  expect(rows.map(r => r.name).filter(name => /addr|street|place_of|lat|lon|location/.test(name))).toEqual([])
  for (const column of ['staff_phone', 'places', 'free', 'free_said_by'])
    await expect(
      database.read('reader', { network }, tx =>
        sql.raw(`select ${column} from directory.services`).execute(tx)
      ),
      column
    ).rejects.toMatchObject({ code: '42501' })
  const elsewhere = await makeNetwork(database)
  expect((await listPublicDirectory(elsewhere)).services).toEqual([])
})
