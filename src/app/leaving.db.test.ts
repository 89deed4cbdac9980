// Nothing falls between when a worker leaves the network: handed on, refused, or an orphan which its last holder hands on later.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { id, makeNetwork, makePerson, type TestPerson } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import { listOrphaned, seeLeftOpen } from '#cases/index.server.ts'
import { readCase } from '#cases/read-case.server.ts'
import { caseWithPerson, sealFor, today, type TestCase } from '#cases/testing/desk.ts'
import { addColleague, caseReferred, comesNow, giveWork } from '#cases/testing/team.ts'
import { listToHandOver } from '#cases/together/hand-over.server.ts'
import { addTask } from '#cases/together/tasks.server.ts'
import { leadCase, listLeaderless, takeOffTeam } from '#cases/together/team.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { endAccessWithWork, letInForOrphaned } from './leaving.server.ts'

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

describe('a worker who leaves the network', () => {
  const end = (person: TestPerson, change = {}) =>
    endAccessWithWork(jelena.actor, {
      person: person.actor.account,
      evenSo: false,
      emergency: false,
      ...change
    })
  const left = (person: TestPerson) => seeLeftOpen(jelena.actor, person.actor.account)
  /** Open cases, tasks and referrals of the network without an owner who is there. */
  const fallen = async () => {
    const { rows } = await database.owner.query(
      `select
         (select count(*) from cases.cases c where c.network_id = $1 and c.status <> 'closed' and not exists (
            select from access.circle_members m join identity.people p on p.id = m.account_id and p.left_at is null
            where m.circle_id = c.circle_id and m.account_id = c.assigned_to and m.until_at is null))::int as cases,
         (select count(*) from cases.tasks t where t.network_id = $1 and t.state = 'open' and not exists (
            select from access.circle_members m where m.circle_id = t.circle_id and m.account_id = t.owner and m.until_at is null))::int as tasks,
         (select count(*) from services.referrals r join services.case_referrals l on l.referral_id = r.id
          where r.network_id = $1 and r.status = 'sent' and not exists (
            select from access.circle_members m join cases.cases c on c.id = l.case_id
            where m.circle_id = r.circle_id and m.account_id = c.assigned_to and m.until_at is null))::int as referrals`,
      [network]
    )
    return rows[0]
  }

  it('hands everything on, and nothing falls between', async () => {
    await withReferral()
    await newTask(ana)
    const few = { fewerThan: 5 }
    expect(await left(ana)).toEqual({ led: few, alone: { shown: 0 }, tasks: 1, referrals: { shown: 0 }, unanswered: { shown: 0 }, mustStay: false }) // prettier-ignore
    // Lule was not of the referral when it was sent: she is let in, then the work is hers
    await takeOffTeam((await now(ana)).actor, { case: one.id, account: lule.actor.account })
    expect((await left(ana)).mustStay).toBe(true)
    await expect(end(ana)).rejects.toMatchObject({ code: 'people.alone-with-work' })
    await add(await now(ana), one, lule)
    await give(ana, lule)
    expect(await left(ana)).toMatchObject({
      led: { shown: 0 },
      alone: { shown: 0 },
      tasks: 0,
      mustStay: false
    })
    await end(ana)
    expect(await fallen()).toEqual({ cases: 0, tasks: 0, referrals: 0 })
    expect((await listOrphaned(jelena.actor)).length).toBe(0)
    expect((await readCase((await now(lule)).actor, one.code)).referrals).toHaveLength(1)
  })

  it('without a hand-over: the team is asked who leads it now', async () => {
    await end(ana)
    const { actor } = await now(lule)
    expect(await listLeaderless(actor, 7)).toEqual([{ code: one.code }])
    await leadCase(actor, { case: one.id, account: lule.actor.account })
    expect(await listLeaderless(actor, 7)).toEqual([])
    expect(await fallen()).toMatchObject({ cases: 0 })
  })

  it('in an emergency leaves an orphan, which only its last holder opens: for three days, to hand it on', async () => {
    const { referral } = await withReferral()
    await takeOffTeam((await now(ana)).actor, { case: one.id, account: lule.actor.account })
    await end(ana, { emergency: true })
    expect((await now(ana)).actor.circles).toEqual([])
    expect(await listOrphaned(jelena.actor)).toEqual([{ person: ana.actor.account, cases: { fewerThan: 5 } }])
    await expect(letInForOrphaned(jelena.actor, { person: lule.actor.account })).rejects.toMatchObject(
      notThere
    )
    await expect(letInForOrphaned(lule.actor, { person: ana.actor.account })).rejects.toMatchObject(notThere)
    const { until } = await letInForOrphaned(jelena.actor, { person: ana.actor.account })
    expect(Date.parse(until) - Date.now()).toBeGreaterThan(71 * 3_600_000)
    const back = await now(ana)
    // the door shuts by itself
    const shut = (until: string) =>
      database.owner.query(`update identity.people set left_at = $2 where id = $1`, [
        ana.actor.account,
        until
      ])
    await shut(new Date(Date.now() - 60_000).toISOString())
    expect((await now(ana)).actor.circles).toEqual([])
    await shut(until)
    expect([...back.actor.circles].sort()).toEqual([one.at.circle.id, referral.at.circle.id].sort())
    expect(back.actor.roles).toEqual(['case-manager'])
    expect((await listToHandOver(back.actor)).cases).toMatchObject([{ code: one.code, others: [] }])
    await add(back, one, vera)
    await give(ana, vera)
    expect(await listOrphaned(jelena.actor)).toEqual([])
    // she came for this case alone, and it is another's now
    expect((await now(ana)).actor.circles).toEqual([])
    const left = await database.owner.query('select 1 from access.wraps where account_id = $1', [
      ana.actor.account
    ])
    expect(left.rowCount).toBe(0)
    const veras = await now(vera)
    expect((await readCase(veras.actor, one.code)).referrals).toHaveLength(1)
    expect(await fallen()).toEqual({ cases: 0, tasks: 0, referrals: 0 })
  })

  it('a provider who alone can answer a referral is waited for, too', async () => {
    const { shelter } = await withReferral()
    const few = { fewerThan: 5 }
    expect(await left(shelter)).toMatchObject({ referrals: few, unanswered: few, mustStay: true })
    await expect(end(shelter)).rejects.toMatchObject({ code: 'people.alone-with-work' })
    await end(shelter, { emergency: true })
    expect(await listOrphaned(jelena.actor)).toEqual([])
  })

  it('cannot come back for nothing, nor beside a new account', async () => {
    await end(lule)
    const letIn = () => letInForOrphaned(jelena.actor, { person: lule.actor.account })
    await expect(letIn()).rejects.toMatchObject({ code: 'people.nothing-orphaned' })
    await database.owner.query(
      `insert into identity.people (network_id, id, organisation_id, email, name, locale, recipient, sign_public, joined_on)
       select network_id, gen_random_uuid(), organisation_id, email, name, locale, recipient, sign_public, joined_on
       from identity.people where id = $1`,
      [lule.actor.account]
    )
    await expect(letIn()).rejects.toMatchObject({ code: 'people.came-back' })
  })
})
