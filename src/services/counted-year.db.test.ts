// PLN3: a made-up year of referrals and programmes with known answers. A referral counts in the year of each of its steps.
import { beforeAll, expect, it } from 'vitest'
import { id, makeNetwork, makePerson, makeTestCircle } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { answerOf } from '#plan/testing/known-year.ts'
import { indicators } from './indicators.server.ts'

const database = testDatabase()
const owner = (text: string, values: unknown[]) => database.owner.query(text, values)
let network: NetworkId

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  const ana = await makePerson(database, network, 'case-manager')
  const circle = (await makeTestCircle(database, network, 'intake', [ana])).id
  const organisation = ana.actor.organisation
  const referral = async (help: string, steps: [kind: string, on: string][]) => {
    const one = id()
    await owner(
      `insert into services.referrals (network_id, id, circle_id, code, kind_of_help, urgency, from_organisation, to_organisation, sent_on, answer_by, status)
       values ($1, $2::uuid, $3, ($2::uuid)::text, $4, 'soon', $5, $5, '2024-01-01', '2024-01-02', 'sent')`,
      [network, one, circle, help, organisation]
    )
    for (const [kind, on] of steps)
      await owner(
        `insert into services.referral_facts (network_id, id, circle_id, referral_id, kind, happened_on, at, account_id)
         values ($1, $2, $3, $4, $5, $6, $6::date + interval '9 hours', $7)`,
        [network, id(), circle, one, kind, on, ana.actor.account]
      )
    return one
  }
  const programme = async (ends: string, joined: [referral: string, on: string][]) => {
    const one = id()
    await owner(
      `insert into directory.programmes (network_id, id, organisation_id, kind, name, about, places, starts_on, ends_on)
       values ($1, $2, $3, 'schooling', '{}', '{}', 5, '2023-01-01', $4)`,
      [network, one, organisation, ends]
    )
    for (const [who, on] of joined)
      await owner(
        `insert into services.participation_facts (network_id, id, circle_id, referral_id, programme_id, kind, happened_on, at, account_id)
         values ($1, $2, $3, $4, $5, 'joined', $6, $6::date, $7)`,
        [network, id(), circle, who, one, on, ana.actor.account]
      )
  }
  const shelter = await referral('shelter', [
    ['referral-drafted', '2024-02-28'],
    ['referral-sent', '2024-02-29'],
    ['referral-accepted', '2024-03-01'],
    ['service-delivered', '2025-01-01']
  ])
  const legal = await referral('legal', [
    ['referral-sent', '2024-12-31'],
    ['referral-accepted', '2025-01-01']
  ])
  // sent once more after it ran out: one referral
  await referral('legal', [
    ['referral-sent', '2024-03-31'],
    ['referral-sent', '2024-04-10'],
    ['service-delivered', '2024-10-27'],
    ['service-delivered', '2024-12-31']
  ])
  await referral('medical', [['referral-drafted', '2024-05-05']])
  await programme('2024-12-31', [
    [shelter, '2024-01-05'],
    [legal, '2024-02-05']
  ])
  await programme('2025-01-01', [[shelter, '2024-06-01']])
  await programme('2024-06-30', [])
})

it.each([
  ['referrals-sent', '2024', '3 (legal 2, shelter 1)'],
  ['referrals-sent', '2024-02', '1 (shelter 1)'],
  ['referrals-sent', '2024-Q2', '1 (legal 1)'],
  ['referrals-sent', '2025', '0'],
  ['referrals-accepted', '2024', '1 (shelter 1)'],
  ['referrals-accepted', '2025', '1 (legal 1)'],
  ['services-delivered', '2024', '1 (legal 1)'],
  ['services-delivered', '2025', '1 (shelter 1)'],
  ['services-delivered', '2023', '0'],
  ['empowerment-programmes', '2024', '1'],
  ['empowerment-programmes', '2025', '1'],
  ['empowerment-programmes', '2023', '0']
])('%s in %s: %s', async (code, period, answer) => {
  expect(await answerOf(network, indicators, code, period)).toBe(answer)
})
