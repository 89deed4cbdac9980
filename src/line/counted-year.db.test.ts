// PLN3: when there was a line, with known answers at the borders of a year in the municipality's time.
import { beforeAll, expect, it } from 'vitest'
import { id, makeNetwork } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { answerOf } from '#plan/testing/known-year.ts'
import { lineIndicators } from './indicators.server.ts'

const database = testDatabase()
let network: NetworkId

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  await database.owner.query(
    `update identity.networks set profile = profile || '{"timezone": "Europe/Belgrade"}' where network_id = $1`,
    [network]
  )
  // set in the last minute of 2023 in Ranilug, taken away in the first of 2026, set again in summer
  for (const [number, at] of [
    ['038 200', '2023-12-31T22:59:00Z'],
    [null, '2025-12-31T23:00:00Z'],
    ['038 200', '2026-07-31T22:00:00Z']
  ])
    await database.owner.query(
      `insert into line.numbers (network_id, id, number, hours, words, at, account_id) values ($1, $2, $3, '[]', '{}', $4, $2)`,
      [network, id(), number, at]
    )
})

it.each([
  ['2022', 'no'],
  ['2023', 'yes'],
  ['2024', 'yes'],
  ['2025', 'yes'],
  ['2026-Q1', 'no'],
  ['2026-07', 'no'],
  ['2026-08', 'yes'],
  ['2026', 'yes']
])('in %s: %s', async (period, answer) => {
  expect(await answerOf(network, lineIndicators, 'reporting-line-available', period)).toBe(answer)
})

it('where no number was ever set, the profile’s counts', async () => {
  const elsewhere = await makeNetwork(database)
  const asked = () => answerOf(elsewhere, lineIndicators, 'reporting-line-available', '2026')
  expect(await asked()).toBe('no')
  await database.owner.query(
    `update identity.networks set profile = profile || '{"hotline": "038 1"}' where network_id = $1`,
    [elsewhere]
  )
  expect(await asked()).toBe('yes')
})
