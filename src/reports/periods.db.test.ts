// Periods as settings (REP6): set by the coordinator, from a day on, with a basis; what has begun keeps the period it began under.
import { beforeAll, beforeEach, expect, it } from 'vitest'
import {
  makeNetwork,
  makePerson,
  makeTestCircle,
  type TestCircle,
  type TestPerson
} from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { setClock } from '#platform/clock.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { listPeriods, NewPeriod, setPeriod } from './periods.server.ts'
import { readReport } from './read-report.server.ts'
import { decideAs, newReport, refused, timezone } from './testing/desk.ts'

const database = testDatabase()
let network: NetworkId
let elsewhere: NetworkId
let coordinator: TestPerson
let operator: TestPerson
let provider: TestPerson
let intake: TestCircle
let clock = Date.parse('2026-03-03T10:00:00Z')

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  elsewhere = await makeNetwork(database)
  coordinator = await makePerson(database, network, 'coordinator')
  operator = await makePerson(database, network, 'operator')
  provider = await makePerson(database, network, 'provider')
  intake = await makeTestCircle(database, network, 'intake', [operator])
})
beforeEach(() => setClock(() => new Date(clock)))

const basis = { sr: 'Odluka skupštine', sq: 'Vendim i kuvendit', en: 'Decision of the assembly' }
const set = (by: TestPerson, name: string, value: number, from: string, unit = 'days') =>
  setPeriod(by.actor, NewPeriod.parse({ name, value, unit, from, basis }), timezone)
const due = async (code: string) =>
  (await database.owner.query('select due_on, erase_on from reports.envelopes where code = $1', [code]))
    .rows[0]
const arrived = async () => {
  const { row, deadlineDay } = await newReport({ network, intake })
  const { code } = (await database.owner.query('select code from reports.envelopes where id = $1', [row]))
    .rows[0]
  return { code: code as string, deadlineDay }
}

it('holds from its day on: the promise to the public, the desk and the end follow it', async () => {
  const before = await arrived()
  expect(before.deadlineDay).toBe('2026-03-10')
  await set(coordinator, 'acknowledge', 3, '2026-03-10')
  await set(coordinator, 'feedback', 1, '2026-03-10', 'months')
  await set(coordinator, 'keep-not-trafficking', 10, '2026-03-10')
  expect((await arrived()).deadlineDay, 'not yet').toBe('2026-03-10')
  clock = Date.parse('2026-03-10T10:00:00Z')
  const after = await arrived()
  expect(after.deadlineDay).toBe('2026-03-13')
  expect(await due(before.code), 'what was promised stands').toMatchObject({ due_on: '2026-03-10' })
  await readReport(operator.actor, after.code, timezone)
  expect(await due(after.code)).toMatchObject({ due_on: '2026-04-10' })
  await decideAs(operator, after.code, { decision: 'not-trafficking', reason: 'no-signs' })
  expect(await due(after.code)).toEqual({ due_on: null, erase_on: '2026-03-20' })
  await set(coordinator, 'keep-not-trafficking', 300, '2026-03-11')
  clock = Date.parse('2026-03-12T10:00:00Z')
  expect((await readReport(operator.actor, after.code, timezone)).eraseOn).toBe('2026-03-20')
})

it('is set by the coordinator alone, from tomorrow on, within limits, with a basis in three languages', async () => {
  for (const who of [operator, provider])
    expect(await refused(set(who, 'acknowledge', 3, '2026-04-01'))).toBe('common.not-found')
  expect(await refused(set(coordinator, 'acknowledge', 3, '2026-03-12'))).toBe('period.not-before-tomorrow')
  expect(await refused(set(coordinator, 'acknowledge', 3, '2026-03-13'))).toBe('accepted')
  const given = { name: 'acknowledge', value: 3, unit: 'days', from: '2026-04-01', basis }
  for (const wrong of [
    { ...given, name: 'whatever' },
    { ...given, value: 0 },
    { ...given, value: 2, unit: 'months' },
    { ...given, value: 1.5 },
    { ...given, from: 'sutra' },
    { ...given, basis: { ...basis, sq: '' } },
    { ...given, network: elsewhere }
  ])
    expect(NewPeriod.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false)
})

it('is listed with who set it; another network has its own', async () => {
  const { history, names } = await listPeriods(operator.actor, timezone)
  expect(history.length).toBeGreaterThan(3)
  expect(new Set(history.map(h => names[h.by]))).toEqual(new Set(['coordinator']))
  const other = await makePerson(database, elsewhere, 'coordinator')
  expect((await listPeriods(other.actor, timezone)).history).toEqual([])
  expect(await refused(listPeriods(provider.actor, timezone))).toBe('common.not-found')
})

it('is never changed or taken away by the application', async () => {
  const { sql } = await import('kysely')
  for (const statement of ['update identity.settings set value = 1', 'delete from identity.settings'])
    expect(
      await refused(database.transaction('app', { network }, tx => sql.raw(statement).execute(tx)))
    ).toBe('42501')
})
