// A network set up before persons could be compared gets the key for it once, and hands it on as every other.
import { beforeAll, expect, it } from 'vitest'
import { listWaitingForKeys } from '#access/grant-keys.server.ts'
import { id, makeNetwork, makePerson, type TestPerson } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { CircleId, NetworkId } from '#kernel/id.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { keysFrom, newRoot, wrapRoot } from '#seal/index.ts'
import { vouch } from '#seal/vouch.ts'
import { makeStanding, missingStanding } from './make-standing.server.ts'

const database = testDatabase()
let network: NetworkId
let vesna: TestPerson
let ana: TestPerson

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  vesna = await makePerson(database, network, 'coordinator')
  ana = await makePerson(database, network, 'case-manager')
})

const circle = async (of: TestPerson) => {
  const root = newRoot()
  const one = id()
  const theirs = { network, circle: one, epoch: 1, account: of.actor.account as string, recipient: of.keys.recipient } // prettier-ignore
  const signer = { by: `acc:${of.actor.account}` as const, signPrivate: of.keys.signPrivate }
  return {
    kind: 'matching' as const,
    id: one,
    recipient: (await keysFrom(root, 'circle')).recipient,
    sealed: await wrapRoot({ ...theirs, root, signer, at: new Date().toISOString() }),
    vouch: await vouch(root, theirs)
  }
}

it('is missing for whoever can make it, and made once though two press at once', async () => {
  expect(await missingStanding(vesna.actor)).toEqual(['matching', 'warning'])
  expect(await missingStanding(ana.actor)).toEqual([])
  const [first, second] = [await circle(vesna), await circle(vesna)]
  await Promise.all([makeStanding(vesna.actor, first), makeStanding(vesna.actor, second)])
  expect(await missingStanding(vesna.actor)).toEqual(['warning'])
  const { rows } = await database.owner.query(
    `select id from access.circles where network_id = $1 and kind = 'matching'`,
    [network]
  )
  expect(rows).toHaveLength(1)
  const keeper = { ...vesna.actor, kept: [rows[0].id as CircleId] }
  expect(await listWaitingForKeys(keeper)).toMatchObject([
    { account: ana.actor.account, kind: 'matching', epoch: 1 }
  ])
})

it('is a coordinator’s to make', async () => {
  const made = await circle(ana)
  expect(() => makeStanding(ana.actor, made)).toThrow(expect.objectContaining({ code: 'common.not-found' }))
})
