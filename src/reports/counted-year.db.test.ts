// PLN3: a made-up year of reports with known answers. "In time" ends with the seventh day in the municipality, in summer and in winter.
import { beforeAll, expect, it } from 'vitest'
import { id, makeNetwork, makePerson, makeTestCircle } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { answerOf } from '#plan/testing/known-year.ts'
import { reportIndicators } from './indicators.server.ts'

const database = testDatabase()
const owner = (text: string, values: unknown[]) => database.owner.query(text, values)
let network: NetworkId

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  await owner(
    `update identity.networks set profile = profile || '{"timezone": "Europe/Belgrade"}' where network_id = $1`,
    [network]
  )
  const operator = await makePerson(database, network, 'operator')
  const circle = (await makeTestCircle(database, network, 'intake', [operator])).id
  const report = async (on: string, opened?: string, held = false) => {
    const one = id()
    await owner(
      `insert into reports.envelopes (network_id, id, circle_id, epoch, code, arrived_on, language, mode, urgent, size_bucket,
         reporter_recipient, idempotency, status, news, due_on, quarantined)
       values ($1, $2::uuid, $3, 1, ($2::uuid)::text, $4, 'sq', 'browser', false, 1, 'age', $5, 'unread', false, $4, $6)`,
      [network, one, circle, on, Buffer.from(one.slice(0, 16)), held]
    )
    if (opened)
      await owner(
        `insert into reports.facts (network_id, id, circle_id, report_id, kind, at, account_id) values ($1, $2, $3, $4, 'report-opened', $5, $6)`,
        [network, id(), circle, one, opened, operator.actor.account]
      )
  }
  await report('2023-12-31', '2023-12-31T12:00:00Z')
  await report('2024-01-01', '2024-01-02T12:00:00Z')
  await report('2024-02-29', '2024-03-08T12:00:00Z')
  // the last minute of the seventh day, 23:59 in summer is 21:59 UTC; a minute later is late
  await report('2024-07-01', '2024-07-08T21:59:00Z')
  await report('2024-07-02', '2024-07-09T22:00:00Z')
  // over the night in which clocks change: 23:59 in winter is 22:59 UTC
  await report('2024-10-25', '2024-11-01T22:59:00Z')
  await report('2024-10-26', '2024-11-02T23:00:00Z')
  await report('2024-12-31')
  await report('2024-05-05', '2024-05-06T12:00:00Z', true) // held back as a flood: no report yet
})

it.each([
  ['reports-received', '2024', '7'],
  ['reports-received', '2024-Q1', '2'],
  ['reports-received', '2024-02', '1'],
  ['reports-received', '2024-05', '0'],
  ['reports-received', '2023', '1'],
  ['reports-answered-in-time', '2024', '3/7'],
  ['reports-answered-in-time', '2024-07', '1/2'],
  ['reports-answered-in-time', '2024-10', '1/2'],
  ['reports-answered-in-time', '2024-02', '0/1'],
  ['reports-answered-in-time', '2024-05', '0/0'],
  ['reports-answered-in-time', '2025', '0/0']
])('%s in %s: %s', async (code, period, answer) => {
  expect(await answerOf(network, reportIndicators, code, period)).toBe(answer)
})
