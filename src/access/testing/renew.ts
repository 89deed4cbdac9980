// Test support: what a desk does with a circle that needs a new key, without Svelte.
import { newRoot } from '#seal/index.ts'
import { findNewest, nothingKnown } from '../circle-roots.ts'
import { nextEpoch, type Renewal } from '../next-epoch.ts'
import { RenewKeys } from '../renew-keys.server.ts'
import type { TestPerson } from './people.ts'

export const openerOf = ({ actor, keys }: TestPerson) => ({
  network: actor.network as string,
  account: actor.account as string,
  identity: keys.identity
})

/** The new epoch as this person's browser would post it. */
export const renewalBy = async (person: TestPerson, renewal: Renewal, root = newRoot()) => {
  const held = await findNewest(renewal.keys, renewal.circle, openerOf(person), nothingKnown())
  const maker = {
    network: person.actor.network as string,
    account: person.actor.account as string,
    ...person.keys
  }
  const made = await nextEpoch(renewal, held, maker, root, new Date().toISOString())
  return { root, wire: made, input: RenewKeys.parse(made) }
}
