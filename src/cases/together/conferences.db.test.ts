// Case conferences: for the team of the case, with minutes several may write, and never beyond it.
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { id, makeNetwork, makePerson, type TestPerson } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { AccountId, FactId, NetworkId } from '#kernel/id.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { fromBase64url } from '#seal/bytes.ts'
import { handOver, listToHandOver } from './hand-over.server.ts'
import { takeOffTeam } from './team.server.ts'
import { addDays } from '#services/index.ts'
import { readCase } from '../read-case.server.ts'
import { recordFact } from '../record-fact.server.ts'
import { caseWithPerson, joined, openWith, sealFor, today, type TestCase } from '../testing/desk.ts'
import {
  callOffConference,
  holdConference,
  moveConference,
  planConference,
  writeMinutes
} from './conferences.server.ts'
import { listMyConferences } from './my-conferences.server.ts'

const database = testDatabase()
const notThere = { code: 'common.not-found', status: 404 }
const changed = { code: 'common.changed-by-other' }

let network: NetworkId
let ana: TestPerson
let lule: TestPerson
let vera: TestPerson
let one: TestCase

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  ana = await makePerson(database, network, 'case-manager')
  lule = await makePerson(database, network, 'case-manager')
  vera = await makePerson(database, network, 'case-manager')
})
beforeEach(async () => {
  one = await caseWithPerson(ana, [lule])
})

const account = (person: TestPerson) => person.actor.account as AccountId
const lules = () => joined(lule, one.at.circle.id)
const sealed = async (row: string, purpose: string, rev: number, value: object, by = ana) => ({
  epoch: 1,
  sealed: await sealFor(by, one.at, value, {
    table: purpose === 'minutes' ? 'cases.conference_minutes' : 'cases.conferences',
    row,
    purpose,
    rev
  })
})
const words = { about: 'where-she-sleeps-marker', guests: 'made-up-teacher-marker' }
const plan = async (day = today(), members = [account(ana), account(lule)], actor = one.actor) => {
  const conference = id()
  const input = { case: one.id, conference, day, hour: '10:00', members }
  await planConference(actor, { ...input, words: await sealed(conference, 'conference', 1, words) })
  return conference
}
const hold = (conference: string, took = [account(ana)], actor = one.actor) => {
  const fact = id() as FactId
  return holdConference(actor, { conference, fact, on: today(), took }).then(() => fact)
}
const write = async (conference: string, from: number, text: string, actor = one.actor, by = ana) =>
  writeMinutes(actor, {
    conference,
    from,
    words: await sealed(conference, 'minutes', from + 1, { text, decisions: ['find-a-bed'] }, by)
  })
const read = async (conference: string, actor = one.actor) =>
  (await readCase(actor, one.code)).conferences.find(c => c.id === conference)!
const mine = async (actor: TestPerson['actor']) => (await listMyConferences(actor, 7)).map(c => c.id)

it('is planned and moved by the team, and its words stay sealed', async () => {
  const conference = await plan()
  const later = addDays(today(), 3)
  const moved = { conference, day: later, hour: '08:30', members: [account(lule)] }
  const again = await sealed(conference, 'conference', 2, { place: 'other-place-marker' }, lule)
  await moveConference(lules(), { ...moved, from: 1, words: again })
  const now = await read(conference)
  expect(now).toMatchObject({ day: later, hour: '08:30', members: [account(lule)], rev: 2, state: 'planned' })
  const place = { table: 'cases.conferences', row: conference, purpose: 'conference', rev: 2 }
  expect(await openWith(one.at, lule, fromBase64url(now.sealed), place)).toEqual({
    place: 'other-place-marker'
  })
  // Ana still has the first version on her screen
  await expect(moveConference(one.actor, { ...moved, from: 1, words: again })).rejects.toMatchObject(changed)
  const { rows } = await database.owner.query(
    `select encode(sealed, 'escape') || coalesce(encode(ended_note, 'escape'), '') as text from cases.conferences`
  )
  expect(JSON.stringify(rows)).not.toContain('marker')
})

it('was held: a fact of the case says with whom, and stands once', async () => {
  const conference = await plan()
  const fact = await hold(conference, [account(ana), account(lule)])
  expect(await read(conference)).toMatchObject({ state: 'held', minutes: null })
  expect((await readCase(lules(), one.code)).facts.at(-1)).toMatchObject({
    kind: 'conference-held',
    id: fact,
    conference,
    took: [account(ana), account(lule)]
  })
  const ended = { code: 'conference.ended' }
  await expect(hold(conference)).rejects.toMatchObject(ended)
  await expect(callOffConference(one.actor, { conference })).rejects.toMatchObject(ended)
  const round = { conference, day: today(), hour: '10:00', members: [account(ana)], from: 1 }
  await expect(
    moveConference(one.actor, { ...round, words: await sealed(conference, 'conference', 2, words) })
  ).rejects.toMatchObject(ended)
})

it('was not held after all: corrected, it is planned again, and held again when the correction was wrong', async () => {
  const conference = await plan()
  const other = await plan()
  const fact = await hold(conference)
  await hold(other)
  const correction = id()
  const correct = async (of: string, as: string) => {
    const note = { epoch: 1, sealed: await sealFor(ana, one.at, {}, { table: 'cases.facts', row: as, purpose: 'note' }) } // prettier-ignore
    await recordFact(one.actor, { case: one.id, fact: { kind: 'correction', id: as, on: today(), of }, note })
  }
  await correct(fact, correction)
  expect([(await read(conference)).state, (await read(other)).state]).toEqual(['planned', 'held'])
  await correct(correction, id())
  expect((await read(conference)).state).toBe('held')
})

it('gets minutes from several: the second writer is told, and every version stays', async () => {
  const conference = await plan()
  await expect(write(conference, 0, 'too early')).rejects.toMatchObject({ code: 'conference.not-held' })
  await hold(conference)
  await write(conference, 0, 'ana-wrote')
  await expect(write(conference, 0, 'lule-wrote', lules(), lule)).rejects.toMatchObject(changed)
  await write(conference, 1, 'ana-wrote and lule-wrote', lules(), lule)
  const { minutes } = await read(conference)
  expect(minutes).toMatchObject({ rev: 2, by: account(lule) })
  const place = { table: 'cases.conference_minutes', row: conference, purpose: 'minutes', rev: 2 }
  expect(await openWith(one.at, lule, fromBase64url(minutes!.sealed), place)).toMatchObject({
    text: 'ana-wrote and lule-wrote'
  })
  const { rows } = await database.owner.query(
    `select rev from cases.conference_minutes where conference_id = $1 order by rev`,
    [conference]
  )
  expect(rows).toEqual([{ rev: 1 }, { rev: 2 }])
})

it('lets only one of two who write in the same moment through', async () => {
  const conference = await plan()
  await hold(conference)
  const both = await Promise.allSettled([
    write(conference, 0, 'one'),
    write(conference, 0, 'other', lules(), lule)
  ])
  expect(both.map(r => r.status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

it('is called off with a reason, and waits for nobody any more', async () => {
  const conference = await plan()
  const note = await sealed(conference, 'conference-called-off', 1, { text: 'she-is-ill' })
  await callOffConference(lules(), { conference, note })
  expect(await read(conference)).toMatchObject({ state: 'called-off', note: { epoch: 1 } })
  expect(await mine(one.actor)).not.toContain(conference)
})

it('reminds who was asked until there are minutes; who left reminds the rest', async () => {
  const conference = await plan(today(), [account(lule)])
  expect(await mine(lules())).toContain(conference)
  expect(await mine(one.actor)).not.toContain(conference)
  await hold(conference, [account(lule)])
  expect((await listMyConferences(lules(), 7)).find(c => c.id === conference)).toMatchObject({
    code: one.code,
    toBeWritten: true
  })
  await database.owner.query(
    'update access.circle_members set until_at = now() where circle_id = $1 and account_id = $2',
    [one.at.circle.id, account(lule)]
  )
  expect(await mine(lule.actor)).toEqual([])
  expect(await mine(one.actor)).toContain(conference)
  await write(conference, 0, 'written')
  expect(await mine(one.actor)).not.toContain(conference)
})

it('goes with the work of whoever planned it: nobody is taken off before, and it is never nobody’s', async () => {
  const conference = await plan(today(), [account(lule)], lules())
  const off = () => takeOffTeam(one.actor, { case: one.id, account: account(lule) })
  await expect(off()).rejects.toMatchObject({ code: 'team.hand-over-first' })
  expect((await listToHandOver(lules())).cases).toMatchObject([{ code: one.code, conferences: 1, tasks: 0 }])
  const fact = id() as FactId
  const note = { epoch: 1, sealed: await sealFor(lule, one.at, {}, { table: 'cases.facts', row: fact, purpose: 'note' }) } // prettier-ignore
  await handOver(lules(), { case: one.id, fact, from: account(lule), to: account(ana), note })
  expect(await read(conference)).toMatchObject({ convener: account(ana), members: [account(ana)] })
  expect((await listToHandOver(lules())).cases).toEqual([])
  await off()
})

it('is the team’s alone: to others it is not there, and others cannot be asked to it', async () => {
  const conference = await plan()
  for (const act of [
    () => plan(today(), [account(ana)], vera.actor),
    () => plan(today(), [account(vera)]),
    async () =>
      moveConference(vera.actor, {
        conference,
        from: 1,
        day: today(),
        hour: '10:00',
        members: [account(vera)],
        words: await sealed(conference, 'conference', 2, words)
      }),
    () => callOffConference(vera.actor, { conference }),
    () => callOffConference(vera.actor, { conference: id() }),
    () => hold(conference, [account(vera)], vera.actor),
    () => hold(conference, [account(vera)]),
    () => write(conference, 0, 'x', vera.actor, vera)
  ])
    await expect(act()).rejects.toMatchObject(notThere)
  expect(await mine(vera.actor)).toEqual([])
})

it('refuses a day that is over, a closed case, an old key, and being recorded as any other step', async () => {
  await expect(plan('2026-01-01')).rejects.toMatchObject({ code: 'task.in-the-past' })
  const conference = id()
  const input = { case: one.id, conference, day: today(), hour: '10:00', members: [account(ana)] }
  const old = { ...(await sealed(conference, 'conference', 1, words)), epoch: 2 }
  await expect(planConference(one.actor, { ...input, words: old })).rejects.toMatchObject({
    code: 'keys.changed'
  })
  const fact = { kind: 'conference-held', id: id(), on: today(), conference, took: [account(ana)] }
  await expect(recordFact(one.actor, { case: one.id, fact })).rejects.toMatchObject({ code: 'case.not-now' })
  const open = await plan()
  const close = { kind: 'case-closed', id: id(), on: today(), reason: 'plan-fulfilled' }
  await recordFact(one.actor, { case: one.id, fact: close })
  await expect(plan()).rejects.toMatchObject({ code: 'case.closed' })
  await expect(hold(open)).rejects.toMatchObject({ code: 'case.closed' })
  expect(await mine(one.actor)).not.toContain(open)
})
