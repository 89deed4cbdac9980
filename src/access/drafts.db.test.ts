// What is typed is kept for whoever typed it, and goes when they can read it no longer.
import { beforeAll, expect, it } from 'vitest'
import { sql } from 'kysely'
import { testDatabase } from '#platform/testing/test-database.ts'
import { readHandle } from '#platform/handles.ts'
import { seal } from '#seal/index.ts'
import { keepDraft, listDrafts, type DraftPlace } from './drafts.server.ts'
import { sweepDrafts } from './sweep-drafts.server.ts'
import { id, makeNetwork, makePerson, makeTestCircle, type TestPerson } from './testing/people.ts'
import { useDatabase } from './work.server.ts'
import type { NetworkId } from '#kernel/id.ts'

const database = testDatabase()
let network: NetworkId
let ana: TestPerson
let lule: TestPerson

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  ana = await makePerson(database, network, 'case-manager')
  lule = await makePerson(database, network, 'case-manager')
})

const keep = async (by: TestPerson, place: DraftPlace) => {
  const draft = id()
  const ctx = { network: by.actor.network, table: 'access.drafts', row: draft, circle: id(), epoch: 1, purpose: 'draft', rev: 1 } // prettier-ignore
  const sealed = await seal({ text: 'reč' }, { kind: 'test', ctx, at: null, recipients: [by.keys.recipient] })
  await keepDraft(by.actor, { id: draft, place, startedAt: new Date().toISOString(), rev: 1, sealed })
  return draft
}
const left = async () =>
  (await database.owner.query(`select id from access.drafts where network_id = $1`, [network])).rows
    .map(r => r.id as string)
    .toSorted()

it('goes at night when its writer left the circle or the network, and no other does', async () => {
  const circle = await makeTestCircle(database, network, 'case', [ana, lule])
  const place = { kind: 'case-step', case: id(), circle: circle.id } as const
  const stays = [await keep(ana, place), await keep(ana, { kind: 'call' })]
  const ofLule = [await keep(lule, place), await keep(lule, { kind: 'call' })]
  expect(await sweepDrafts(database, { kind: 'system', network })).toBe(0)
  await database.owner.query(
    `update access.circle_members set until_at = now() where circle_id = $1 and account_id = $2`,
    [circle.id, lule.actor.account]
  )
  expect(await sweepDrafts(database, { kind: 'system', network })).toBe(1)
  expect(await left()).toEqual([...stays, ofLule[1]].toSorted())
  await database.owner.query(`update identity.people set left_at = now() where id = $1`, [lule.actor.account])
  expect(await sweepDrafts(database, { kind: 'system', network })).toBe(1)
  expect(await left()).toEqual(stays.toSorted())
})

it('of a brief is its writer’s alone: of a public one without a circle, of a sealed one while they are in it', async () => {
  const mira = await makePerson(database, network, 'monitoring-officer')
  const brief = id()
  const open = { kind: 'brief-words', brief, circle: null } as const
  const kept = await keep(mira, open)
  expect((await listDrafts(mira.actor, open)).map(d => d.id)).toEqual([kept])
  expect(await listDrafts(ana.actor, open)).toEqual([])
  expect(await listDrafts(mira.actor, { ...open, brief: id() })).toEqual([])
  const circle = await makeTestCircle(database, network, 'warning', [ana])
  const sealed = { ...open, circle: circle.id }
  await keep(ana, sealed)
  await expect(keep(mira, sealed)).rejects.toMatchObject({ code: 'common.not-found' })
  // no draft of a case without its circle
  await expect(
    database.owner.query(`update access.drafts set kind = 'case-step' where id = $1`, [kept])
  ).rejects.toThrow('drafts_of')
  expect(await sweepDrafts(database, { kind: 'system', network })).toBe(0)
})

it('is out of reach of the nightly job while its writer can read it, and of another network’s', async () => {
  const theirs = await makeNetwork(database)
  const other = await makePerson(database, theirs, 'operator')
  await keep(other, { kind: 'call' })
  await database.owner.query(`update identity.people set left_at = now() where id = $1`, [
    other.actor.account
  ])
  const seen = await database.transaction('jobs', { network }, tx =>
    readHandle(tx).rows(sql`select id from access.drafts`)
  )
  expect(seen).toEqual([])
})
