// SRV3: who takes part is known to the referral's circle, how it went on to the case team, and numbers of few people to nobody else.
import { beforeAll, expect, it } from 'vitest'
import { id, makeNetwork, makePerson, type TestPerson } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import {
  caseWithPerson,
  consentTo,
  makeProvider,
  referTo,
  today,
  type TestCase
} from '#cases/testing/desk.ts'
import type { NetworkId } from '#kernel/id.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { answerReferral } from './answer-referral.server.ts'
import { addMonths } from './day.ts'
import { deliverReferral, followUpReferral } from './deliver-referral.server.ts'
import { listProgrammes } from './list-programmes.server.ts'
import type { Programme } from './programmes.ts'
import { readReferral } from './read-referral.server.ts'
import { endProgramme, recordProgramme } from './record-programme.server.ts'
import { recordOutcome, takePart } from './take-part.server.ts'

const database = testDatabase()
const notThere = { code: 'common.not-found', status: 404 }
let network: NetworkId
let ana: TestPerson
let house: TestPerson
let other: TestPerson
let coordinator: TestPerson
let mine: TestCase

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  ana = await makePerson(database, network, 'case-manager')
  coordinator = await makePerson(database, network, 'coordinator')
  house = await makeProvider(database, network, ['shelter'])
  other = await makeProvider(database, network, ['shelter'])
  mine = await caseWithPerson(ana)
})

const words = { sr: 'Krojenje', sq: 'Rrobaqepësi', en: 'Tailoring' }
const programme: Programme = { kind: 'job-training', name: words, about: words, places: 2, startsOn: '2026-01-01', endsOn: '2027-01-01', cents: 100_000 } // prettier-ignore
const add = async (by: TestPerson, change: Partial<Programme> = {}, organisation = by.actor.organisation) => {
  const one = id()
  await recordProgramme(by.actor, { id: one, organisation, rev: 0, programme: { ...programme, ...change } })
  return one
}
const accepted = async () => {
  const consent = await consentTo(mine, house.actor.organisation)
  const sent = await referTo(mine, ana, house, { basis: { kind: 'consent', consent } })
  await answerReferral(sent.provider, { referral: sent.id, fact: id(), answer: 'accepted' })
  return sent
}
type Sent = Awaited<ReturnType<typeof accepted>>
const step = (
  sent: Sent,
  of: string,
  kind: 'joined' | 'progressed' | 'grant-paid' | 'completed' | 'left-early',
  more: object = {},
  actor = sent.provider
) =>
  // prettier-ignore
  takePart(actor, { referral: sent.id, fact: id(), programme: of, step: kind, on: today(), ...more })
/** As if everything had happened so many months before. */
const age = async (sent: Sent, months: number) =>
  database.owner.query(
    `update services.participation_facts set happened_on = $2::date where referral_id = $1`,
    [sent.id, addMonths(today(), -months)]
  )
const line = async (by: TestPerson, of: string) => (await listProgrammes(by.actor)).find(p => p.id === of)

it('is kept by its organisation and the coordinators, and by nobody else', async () => {
  const one = await add(house)
  const change = { id: one, organisation: house.actor.organisation, programme: { ...programme, places: 9 } }
  await recordProgramme(coordinator.actor, { ...change, rev: 1 })
  await expect(recordProgramme(house.actor, { ...change, rev: 1 })).rejects.toMatchObject({
    code: 'common.changed-by-other'
  })
  for (const act of [
    () => recordProgramme(other.actor, { ...change, rev: 2 }),
    () => recordProgramme(other.actor, { ...change, organisation: other.actor.organisation, rev: 2 }),
    () => add(other, {}, house.actor.organisation),
    () => endProgramme(other.actor, { programme: one }),
    () => endProgramme(ana.actor, { programme: one })
  ])
    await expect(act()).rejects.toMatchObject(notThere)
  expect(await line(ana, one)).toMatchObject({ places: 9, mine: false, cents: 100_000 })
  await endProgramme(house.actor, { programme: one })
  expect(await line(ana, one)).toBeUndefined()
})

it('takes a person in by their referral, step after step, and nobody who is not of it', async () => {
  const one = await add(house)
  const theirs = await add(other)
  const sent = await accepted()
  for (const act of [
    () => step(sent, theirs, 'joined'),
    () => step(sent, one, 'joined', {}, other.actor),
    // one who sat in the circle by mistake, from an organisation that was not asked
    () => step(sent, one, 'joined', {}, { ...other.actor, circles: sent.provider.circles }),
    () => step(sent, one, 'joined', {}, { ...sent.sender, roles: ['case-manager'] }),
    () => step({ ...sent, id: id() as Sent['id'] }, one, 'joined')
  ])
    await expect(act()).rejects.toMatchObject(notThere)
  await expect(step(sent, one, 'completed')).rejects.toMatchObject({ code: 'programme.not-now' })
  await step(sent, one, 'joined')
  await expect(step(sent, one, 'joined')).rejects.toMatchObject({ code: 'programme.not-now' })
  await expect(step(sent, one, 'grant-paid')).rejects.toMatchObject({ code: 'programme.amount-missing' })
  await expect(step(sent, one, 'progressed', { on: '2999-01-01' })).rejects.toMatchObject({
    code: 'case.not-yet'
  })
  await step(sent, one, 'grant-paid', { cents: 25_000 })
  await step(sent, one, 'completed')
  const { participation } = await readReferral(sent.sender, sent.code)
  expect(participation.facts.map(f => [f.kind, f.cents])).toEqual([
    ['joined', null],
    ['grant-paid', 25_000],
    ['completed', null]
  ])
})

it('has no more places than it has', async () => {
  const one = await add(house, { places: 1 })
  const first = await accepted()
  const second = await accepted()
  await step(first, one, 'joined')
  await expect(step(second, one, 'joined')).rejects.toMatchObject({ code: 'programme.full' })
  await step(first, one, 'left-early')
  await step(second, one, 'joined')
})

it('is asked about after 3, 6 and 12 months by the case team, when the provider sees nothing any more', async () => {
  const one = await add(house)
  const sent = await accepted()
  const tell = (months: 3 | 6 | 12, actor = sent.sender) =>
    recordOutcome(actor, { referral: sent.id, months, on: today(), outcome: 'works' })
  await step(sent, one, 'joined')
  await expect(tell(3)).rejects.toMatchObject({ code: 'programme.too-early' })
  await step(sent, one, 'completed')
  await deliverReferral(sent.provider, {
    referral: sent.id,
    fact: id(),
    step: 'service-delivered',
    on: today()
  })
  await followUpReferral(sent.sender, { referral: sent.id, fact: id(), helped: 'yes' })
  await expect(tell(3)).rejects.toMatchObject({ code: 'programme.too-early' })
  await age(sent, 7)
  await tell(3)
  await tell(6)
  await expect(tell(6)).rejects.toMatchObject({ code: 'programme.told-already' })
  await expect(tell(12)).rejects.toMatchObject({ code: 'programme.too-early' })
  await expect(tell(6, { ...sent.provider, roles: ['case-manager'] })).rejects.toMatchObject(notThere)
  expect(
    (await readReferral(sent.sender, sent.code)).participation.outcomes.map(o => [o.months, o.outcome])
  ).toEqual([
    [3, 'works'],
    [6, 'works']
  ])
  // who still has the referral's circle in an open page sees no outcome: it is in the case's
  expect((await readReferral(sent.provider, sent.code)).participation.outcomes).toEqual([])
})

it('counts plainly for the organisation that holds the records, and points at nobody for all others', async () => {
  const one = await add(house, { places: 20 })
  const sents: Sent[] = []
  for (let n = 0; n < 3; n++) {
    const sent = await accepted()
    await step(sent, one, 'joined')
    sents.push(sent)
  }
  await step(sents[0]!, one, 'completed')
  expect(await line(house, one)).toMatchObject({
    joined: { shown: 3 },
    takingPart: { shown: 2 },
    completed: { numerator: 1, denominator: 3 }
  })
  for (const outside of [ana, other, coordinator]) {
    const seen = await line(outside, one)
    expect(seen).toMatchObject({
      joined: { fewerThan: 5 },
      takingPart: null,
      completed: { hidden: 'few' },
      outcomes: []
    })
    expect(JSON.stringify(seen)).not.toMatch(/"(numerator|denominator|shown)"/)
  }
  await expect(listProgrammes((await makePerson(database, network, 'operator')).actor)).rejects.toMatchObject(
    notThere
  )
})
