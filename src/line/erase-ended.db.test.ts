// What the line keeps without a report ends (REP6): erased at night by a period that is a setting, gone from the disk, said in the log.
import { beforeAll, expect, it } from 'vitest'
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
import { filesHolding } from '#platform/testing/bytes-on-disk.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { rewriteErased } from '#reports/erase-ended.server.ts'
import { NewPeriod, setPeriod } from '#reports/periods.server.ts'
import { base64url, hex, random, seal } from '#seal/index.ts'
import { listCalls, stepCallBack } from './call-backs.server.ts'
import { eraseEndedCalls } from './erase-ended.server.ts'
import { callsOfReports } from './erase-with-report.server.ts'
import { HandOver, leaveHandOver, listHandOvers, readHandOver } from './hand-over.server.ts'
import { endCall, EndCall } from './take-call.server.ts'

const database = testDatabase()
const timezone = 'Europe/Belgrade'
let network: NetworkId
let mirjana: TestPerson
let lule: TestPerson
let coordinator: TestPerson
let intake: TestCircle

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  mirjana = await makePerson(database, network, 'operator')
  lule = await makePerson(database, network, 'operator')
  coordinator = await makePerson(database, network, 'coordinator')
  intake = await makeTestCircle(database, network, 'intake', [mirjana, lule])
  await database.owner.query(
    `update identity.networks set profile = '{"timezone":"Europe/Belgrade"}' where network_id = $1`,
    [network]
  )
})

const on = (day: string, hour = '10:00') => setClock(() => new Date(`${day}T${hour}:00Z`))
const frame = (table: string, row: string) =>
  seal(
    { text: hex(random(1_500)) },
    {
      kind: 'test',
      ctx: { network, table, row, circle: intake.id, epoch: 1, purpose: 'test', rev: 1 },
      at: null,
      recipients: [intake.keys.recipient]
    }
  )
const promised = async (dueAt: string) => {
  const [id, back] = [crypto.randomUUID(), crypto.randomUUID()]
  const sealed = await frame('line.call_backs', back)
  const call = { id, circle: intake.id, startedAt: '2026-03-02T21:00:00Z', minutes: 3, ended: 'hung-up' }
  const callBack = { id: back, dueAt, mine: false, epoch: 1, sealed: base64url(sealed) }
  await endCall(mirjana.actor, EndCall.parse({ ...call, callBack }))
  return { call: id, id: back, sealed }
}
const left = async () => {
  const id = crypto.randomUUID()
  const sealed = await frame('line.hand_overs', id)
  const note = { id, circle: intake.id, epoch: 1, sealed: base64url(sealed) }
  await leaveHandOver(mirjana.actor, HandOver.parse(note))
  await readHandOver(lule.actor, { id })
  return { id, sealed }
}
const due = async () => (await listCalls(lule.actor)).callBacks.map(b => b.id)
const erased = async () => (await eraseEndedCalls(database)).toSorted()
const middle = ({ sealed }: { sealed: Uint8Array }) => Buffer.from(sealed.subarray(1_400, 1_440))

it(
  'goes by its period, from the day it was over or promised for, and its bytes with it',
  { timeout: 60_000 },
  async () => {
    on('2026-03-02')
    const [reached, nobodys, stays] = [
      await promised('2026-03-10T09:00:00Z'),
      await promised('2026-03-20T09:00:00Z'),
      await promised('2026-03-20T09:00:00Z')
    ]
    const note = await left()
    await database.owner.query('checkpoint')
    for (const box of [reached, nobodys, note])
      expect(filesHolding([middle(box)]).length, 'the search finds what is there').toBeGreaterThan(0)
    // at night by the clock of the network it is the day after
    on('2026-03-04', '23:30')
    await stepCallBack(lule.actor, { id: reached.id, step: 'reached' })

    on('2026-03-31')
    expect(await erased()).toEqual([])
    on('2026-04-01')
    expect(await erased()).toEqual([note.id])
    on('2026-04-03')
    expect(await erased()).toEqual([])
    on('2026-04-04')
    expect(await erased()).toEqual([reached.id])
    expect(await due()).toEqual(expect.arrayContaining([nobodys.id, stays.id]))
    await stepCallBack(lule.actor, { id: stays.id, step: 'given-up' })
    on('2026-04-19')
    expect(await erased(), 'nobody made the call').toEqual([nobodys.id])
    expect(await due()).not.toContain(nobodys.id)
    expect(await erased(), 'asked again').toEqual([])

    await rewriteErased(database, [callsOfReports])
    expect(filesHolding([reached, nobodys, note].map(middle))).toEqual([])
    expect(filesHolding([middle(stays)]).length, 'what is kept is still there').toBeGreaterThan(0)
    const { rows } = await database.owner.query('select id from line.calls where id = any($1::uuid[])', [
      [reached.call, nobodys.call]
    ])
    expect(rows, 'that there was a call stays').toHaveLength(2)
  }
)

it('is said in the log that the team reads', async () => {
  const { rows } = await database.owner.query(
    `select split_part(subject, '/', 1) as what, circle_id as circle, detail from audit.entries
     where network_id = $1 and verb = 'call.erase-ended' order by 1`,
    [network]
  )
  expect(rows.map(r => r.what)).toEqual(['line.call_backs', 'line.call_backs', 'line.hand_overs'])
  for (const row of rows)
    expect(row).toMatchObject({
      circle: intake.id,
      detail: { because: 'period', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }
    })
})

it('follows the coordinator’s period, for what begins under it', async () => {
  on('2026-05-01')
  await setPeriod(
    coordinator.actor,
    NewPeriod.parse({
      name: 'keep-hand-over',
      value: 8,
      unit: 'days',
      from: '2026-05-03',
      basis: { sr: 'Odluka', sq: 'Vendim', en: 'Decision' }
    }),
    timezone
  )
  const before = await left()
  on('2026-05-03')
  const after = await left()
  on('2026-05-10')
  expect(await erased()).not.toContain(after.id)
  on('2026-05-11')
  expect(await erased()).toEqual([after.id])
  on('2026-05-12')
  expect(await erased()).toEqual([])
  expect((await listHandOvers(lule.actor)).notes).toEqual([])
  on('2026-05-31')
  expect(await erased()).toContain(before.id)
})
