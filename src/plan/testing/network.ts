// A network that has a plan, as a newly set up one has.
import { readFileSync } from 'node:fs'
import { makeNetwork } from '#access/testing/people.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { TestDatabase } from '#platform/testing/test-database.ts'
import { loadStrategy } from '../load-strategy.ts'

const loaded = loadStrategy(readFileSync('strategy/ranilug-2024.yaml', 'utf8'))
if (!loaded.ok) throw new Error('the shipped strategy has faults')

/** Ranilug's strategy, as it ships. */
export const ranilug = loaded.strategy

/** Its first version of the plan is Ranilug's. */
export const makeNetworkWithPlan = async (database: TestDatabase): Promise<NetworkId> => {
  const network = await makeNetwork(database)
  await database.owner.query(
    `insert into plan.strategies (network_id, id, version, document, loaded_at, loaded_by)
     values ($1, gen_random_uuid(), 1, $2, now(), gen_random_uuid())`,
    [network, ranilug]
  )
  return network
}
