// Who is on a case: let in with every key, taken off with none, and nothing that falls between when a worker leaves.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findRoot, nothingKnown } from '#access/circle-roots.ts'
import { listRenewals, renewKeys } from '#access/renew-keys.server.ts'
import { id, makeNetwork, makePerson, type TestPerson } from '#access/testing/people.ts'
import { openerOf, renewalBy } from '#access/testing/renew.ts'
import { useDatabase } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { readReferral } from '#services/read-referral.server.ts'
import { readCase } from '../read-case.server.ts'
import { recordFact } from '../record-fact.server.ts'
import { caseWithPerson, joined, makeProvider, sealFor, today, type TestCase } from '../testing/desk.ts'
import { addColleague, caseReferred, comesNow, giveWork, wrapsFor } from '../testing/team.ts'
import { handOver, listToHandOver } from './hand-over.server.ts'
import { seeLoad } from './load.server.ts'
import { addTask, giveTask } from './tasks.server.ts'
import { AddToTeam, addToTeam, leadCase, takeOffTeam, teamKeys } from './team.server.ts'

const database = testDatabase()
const notThere = { code: 'common.not-found', status: 404 }

let network: NetworkId
let ana: TestPerson
let lule: TestPerson
let vera: TestPerson
let jelena: TestPerson
let one: TestCase

beforeAll(() => useDatabase(database))
beforeEach(async () => {
  network = await makeNetwork(database)
  ana = await makePerson(database, network, 'case-manager')
  lule = await makePerson(database, network, 'case-manager')
  vera = await makePerson(database, network, 'case-manager')
  jelena = await makePerson(database, network, 'coordinator')
  one = await caseWithPerson(ana, [lule])
})

const now = (person: TestPerson) => comesNow(database, person)
const add = addColleague
const withReferral = () => caseReferred(database, one, ana)
const newTask = async (owner: TestPerson) => {
  const task = id()
  const place = { table: 'cases.tasks', row: task, purpose: 'task' }
  const words = { epoch: 1, sealed: await sealFor(ana, one.at, { title: 'call' }, place) }
  const by = await now(ana)
  await addTask(by.actor, { case: one.id, task, owner: owner.actor.account, dueOn: today(), words })
  return task
}
const give = async (from: TestPerson, to: TestPerson) => giveWork(one, await now(from), from, to)
const wrapsOf = async (person: TestPerson) =>
  (await database.owner.query('select 1 from access.wraps where account_id = $1', [person.actor.account]))
    .rowCount

describe('a colleague who is let in', () => {
  it('opens the case and its referral, and is known to the referral as one of the team', async () => {
    const { referral } = await withReferral()
    await add(await now(ana), one, vera)
    const veras = await now(vera)
    const read = await readCase(veras.actor, one.code)
    expect(read.members.map(m => m.account)).toContain(vera.actor.account)
    expect(read.referrals.map(r => r.id)).toEqual([referral.id])
    const { keys, circles } = await teamKeys(veras.actor, { case: one.id })
    expect(circles).toHaveLength(2)
    for (const place of circles)
      await expect(findRoot(keys, place, openerOf(veras), nothingKnown())).resolves.toBeTruthy()
    expect((await readReferral(veras.actor, referral.code)).caseCode).toBe(one.code)
    const { rows } = await database.owner.query('select team from services.referrals where id = $1', [
      referral.id
    ])
    expect(rows[0].team).toContain(vera.actor.account)
    await expect(add(await now(ana), one, vera)).rejects.toMatchObject({ code: 'team.already' })
  })

  it('is let in by one of the team only, whole or not at all', async () => {
    const before = await wrapsFor(await now(ana), one, vera)
    const input = AddToTeam.parse({ case: one.id, account: vera.actor.account, wraps: before })
    await expect(addToTeam(vera.actor, input)).rejects.toMatchObject(notThere)
    await expect(addToTeam(vera.actor, { ...input, case: id() })).rejects.toMatchObject(notThere)
    await expect(teamKeys(vera.actor, { case: one.id })).rejects.toMatchObject(notThere)
    await withReferral()
    // a referral went out after the keys were read
    await expect(addToTeam((await now(ana)).actor, input)).rejects.toMatchObject({ code: 'keys.changed' })
    const provider = await makeProvider(database, network, ['legal'])
    await expect(add(await now(ana), one, provider)).rejects.toMatchObject(notThere)
    expect(await wrapsOf(vera)).toBe(0)
  })
})

describe('a colleague who is taken off', () => {
  it('has no row and no key at the next contact; what is new has a new key; the others lose nothing', async () => {
    const { referral } = await withReferral()
    await add(await now(ana), one, vera)
    await takeOffTeam((await now(ana)).actor, { case: one.id, account: vera.actor.account })
    const gone = await now(vera)
    expect(gone.actor.circles).toEqual([])
    expect(await wrapsOf(vera)).toBe(0)
    await expect(readCase(gone.actor, one.code)).rejects.toMatchObject(notThere)
    await expect(readReferral(gone.actor, referral.code)).rejects.toMatchObject(notThere)
    const anas = await now(ana)
    const renewals = await listRenewals(anas.actor)
    expect(renewals.map(r => r.circle).sort()).toEqual([one.at.circle.id, referral.at.circle.id].sort())
    for (const renewal of renewals) {
      expect(renewal.holders.map(h => h.account)).not.toContain(vera.actor.account)
      await renewKeys(anas.actor, (await renewalBy(anas, renewal)).input)
    }
    const read = await readCase((await now(lule)).actor, one.code)
    const lules = { ...lule, actor: (await now(lule)).actor }
    for (const epoch of [1, 2])
      await expect(
        findRoot(read.keys, { circle: one.at.circle.id, epoch }, openerOf(lules), nothingKnown())
      ).resolves.toBeTruthy()
    const asVera = { ...read.keys, wraps: read.keys.wraps.map(w => ({ ...w })) }
    await expect(
      findRoot(asVera, { circle: one.at.circle.id, epoch: 2 }, openerOf(vera), nothingKnown())
    ).rejects.toMatchObject({ code: 'cannot-open' })
    expect(read.facts.length).toBeGreaterThan(2)
    // and may come back, with the new key
    await add(await now(ana), one, vera)
    expect((await readCase((await now(vera)).actor, one.code)).epoch).toBe(2)
  })

  it('hands over first: the lead, and every open task', async () => {
    const lules = async () => (await now(lule)).actor
    const off = async (who: TestPerson, by = one.actor) =>
      takeOffTeam(by, { case: one.id, account: who.actor.account })
    await expect(off(ana, await lules())).rejects.toMatchObject({ code: 'team.hand-over-first' })
    await expect(off(ana)).rejects.toMatchObject({ code: 'team.not-yourself' })
    const task = await newTask(lule)
    await expect(off(lule)).rejects.toMatchObject({ code: 'team.hand-over-first' })
    // a refusal takes nothing: they are on it as before
    expect((await readCase(await lules(), one.code)).members).toHaveLength(2)
    expect(await wrapsOf(lule)).toBe(1)
    await giveTask(one.actor, { task, owner: ana.actor.account, dueOn: today() })
    await off(lule)
    await expect(off(vera)).rejects.toMatchObject(notThere)
    await expect(off(ana, vera.actor)).rejects.toMatchObject(notThere)
    await expect(giveTask(one.actor, { task, owner: lule.actor.account, dueOn: today() })).rejects.toMatchObject(notThere) // prettier-ignore
  })

  it('at the same moment as she is given something: one of the two is refused, and nothing is nobody’s', async () => {
    for (let i = 0; i < 4; i++) {
      const task = await newTask(ana)
      const both = await Promise.allSettled([
        takeOffTeam(one.actor, { case: one.id, account: lule.actor.account }),
        giveTask(one.actor, { task, owner: lule.actor.account, dueOn: today() })
      ])
      expect(both.filter(b => b.status === 'rejected')).toHaveLength(1)
      const read = await readCase(one.actor, one.code)
      expect(read.members.map(m => m.account)).toContain(read.tasks.find(t => t.id === task)!.owner)
      if (read.members.length === 1) await add(await now(ana), one, lule)
      else await giveTask(one.actor, { task, owner: ana.actor.account, dueOn: today() })
    }
  })

  it('who works on the referral as its provider stays there', async () => {
    const { referral, shelter } = await withReferral()
    await database.owner.query(
      `insert into identity.memberships (network_id, person_id, role, from_at) values ($1, $2, 'provider', now())`,
      [network, vera.actor.account]
    )
    await database.owner.query('update identity.people set organisation_id = $1 where id = $2', [
      shelter.actor.organisation,
      vera.actor.account
    ])
    await add(await now(ana), one, vera)
    await takeOffTeam((await now(ana)).actor, { case: one.id, account: vera.actor.account })
    expect((await now(vera)).actor.circles).toEqual([referral.at.circle.id])
  })
})

describe('who leads, and a hand-over', () => {
  it('is a dated fact, shown in lists; of the team only', async () => {
    await leadCase(one.actor, { case: one.id, account: lule.actor.account })
    const { rows } = await database.owner.query('select assigned_to from cases.cases where id = $1', [one.id])
    expect(rows[0].assigned_to).toBe(lule.actor.account)
    const lead = (account: string) => leadCase(one.actor, { case: one.id, account })
    await expect(lead(lule.actor.account)).rejects.toMatchObject({ code: 'team.leads-already' })
    await expect(lead(vera.actor.account)).rejects.toMatchObject(notThere)
    await expect(leadCase(vera.actor, { case: one.id, account: vera.actor.account })).rejects.toMatchObject(
      notThere
    )
  })

  it('takes lead and open tasks together, once, and says so with sealed words', async () => {
    await newTask(ana)
    expect((await listToHandOver(one.actor)).cases).toMatchObject([
      { code: one.code, leads: true, tasks: 1, others: [lule.actor.account] }
    ])
    await expect(give(ana, vera)).rejects.toMatchObject(notThere)
    await expect(give(ana, ana)).rejects.toMatchObject({ code: 'team.same-person' })
    await give(ana, lule)
    const read = await readCase(one.actor, one.code)
    const fact = read.facts.at(-1)!
    expect(fact).toMatchObject({ kind: 'work-handed-over', from: ana.actor.account, to: lule.actor.account })
    expect(read.notes[fact.id]).toBeTruthy()
    expect(read.tasks.map(t => t.owner)).toEqual([lule.actor.account])
    expect((await listToHandOver(one.actor)).cases).toEqual([])
    await expect(give(ana, lule)).rejects.toMatchObject({ code: 'team.nothing-to-hand-over' })
    const { rows } = await database.owner.query('select assigned_to from cases.cases where id = $1', [one.id])
    expect(rows[0].assigned_to).toBe(lule.actor.account)
    const foreign = id()
    const input = { case: one.id, fact: foreign as never, from: lule.actor.account, to: ana.actor.account }
    await expect(handOver(vera.actor, { ...input, note: { epoch: 1, sealed: await sealFor(ana, one.at, {}, { table: 'cases.facts', row: foreign, purpose: 'note' }) } })).rejects.toMatchObject(notThere) // prettier-ignore
    await expect(
      recordFact(one.actor, {
        case: one.id,
        fact: { kind: 'work-handed-over', id: id(), on: today(), from: lule.actor.account, to: vera.actor.account }
      })
    ).rejects.toMatchObject({ code: 'case.not-now' }) // prettier-ignore
  })
})

it('the load of each worker is numbers, few of them said to be few, for coordinators alone', async () => {
  await withReferral()
  const of = async (person: TestPerson) => (await seeLoad(jelena.actor)).find(row => row.account === person.actor.account) // prettier-ignore
  await database.owner.query('update cases.cases set due_on = $2, risk = $3 where id = $1', [one.id, '2026-01-02', 'high']) // prettier-ignore
  const few = { fewerThan: 5 }
  expect(await of(ana)).toEqual({ account: ana.actor.account, openCases: few, highRisk: few, lateCases: few, lateTasks: 0, waiting: few }) // prettier-ignore
  expect(await of(vera)).toMatchObject({ openCases: { shown: 0 }, waiting: { shown: 0 } })
  const task = await newTask(lule)
  await database.owner.query(`update cases.tasks set due_on = '2026-01-02' where id = $1`, [task])
  expect(await of(lule)).toMatchObject({ lateTasks: 1, openCases: { shown: 0 } })
  for (const person of [ana, jelena].map(p => joined(p, one.at.circle.id)))
    if (person.roles[0] !== 'coordinator') await expect(seeLoad(person)).rejects.toMatchObject(notThere)
  const text = JSON.stringify(await seeLoad(jelena.actor))
  expect(text).not.toContain(one.code)
  expect(text).not.toContain(one.id)
})
