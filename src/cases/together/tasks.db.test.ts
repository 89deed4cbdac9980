// Tasks of a case: for its team, never beyond it.
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { id, makeNetwork, makePerson, type TestPerson } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { fromBase64url } from '#seal/bytes.ts'
import { readCase } from '../read-case.server.ts'
import { recordFact } from '../record-fact.server.ts'
import { caseWithPerson, joined, openWith, sealFor, today, type TestCase } from '../testing/desk.ts'
import { listMyTasks } from './my-tasks.server.ts'
import { addTask, endTask, giveTask } from './tasks.server.ts'

const database = testDatabase()
const notThere = { code: 'common.not-found', status: 404 }

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

const lules = () => joined(lule, one.at.circle.id)
const sealed = async (row: string, purpose: string, value: object) => ({
  epoch: 1,
  sealed: await sealFor(ana, one.at, value, { table: 'cases.tasks', row, purpose })
})
const make = async (owner: TestPerson, dueOn = today(), actor = one.actor) => {
  const task = id()
  const words = await sealed(task, 'task', { title: 'call-the-school-marker' })
  await addTask(actor, { case: one.id, task, owner: owner.actor.account, dueOn, words })
  return task
}
const leaves = (person: TestPerson) =>
  database.owner.query(
    'update access.circle_members set until_at = now() where circle_id = $1 and account_id = $2',
    [one.at.circle.id, person.actor.account]
  )

it('shows a task to its team, asks it of its owner, and keeps its words sealed', async () => {
  const task = await make(lule)
  const read = await readCase(lules(), one.code)
  expect(read.tasks).toMatchObject([{ id: task, owner: lule.actor.account, state: 'open', note: null }])
  const place = { table: 'cases.tasks', row: task, purpose: 'task' }
  expect(await openWith(one.at, ana, fromBase64url(read.tasks[0]!.sealed), place)).toEqual({
    title: 'call-the-school-marker'
  })
  expect((await listMyTasks(lules(), 7)).tasks).toMatchObject([{ id: task, code: one.code, nobodys: false }])
  expect((await listMyTasks(one.actor, 7)).tasks.filter(t => t.id === task)).toEqual([])
})

it('ends once, with a note; who was slower is told', async () => {
  const task = await make(lule)
  const note = await sealed(task, 'task-ended', { text: 'they answered' })
  await endTask(lules(), { task, how: 'done', note })
  await expect(endTask(one.actor, { task, how: 'dropped' })).rejects.toMatchObject({ code: 'task.ended' })
  await expect(giveTask(one.actor, { task, owner: ana.actor.account, dueOn: today() })).rejects.toMatchObject(
    { code: 'task.ended' }
  )
  expect((await readCase(one.actor, one.code)).tasks).toMatchObject([
    { state: 'done', endedBy: lule.actor.account, note: { epoch: 1 } }
  ])
  expect((await listMyTasks(lules(), 7)).tasks).toEqual([])
})

it('is given to members only, and to others it does not exist', async () => {
  const task = await make(ana)
  await expect(make(vera)).rejects.toMatchObject(notThere)
  await expect(
    giveTask(one.actor, { task, owner: vera.actor.account, dueOn: today() })
  ).rejects.toMatchObject(notThere)
  const words = await sealed(id(), 'task', { title: 'x' })
  const foreign = { case: one.id, task: id(), owner: vera.actor.account, dueOn: today(), words }
  await expect(addTask(vera.actor, foreign)).rejects.toMatchObject(notThere)
  for (const act of [
    () => endTask(vera.actor, { task, how: 'done' }),
    () => endTask(vera.actor, { task: id(), how: 'done' }),
    () => giveTask(vera.actor, { task, owner: vera.actor.account, dueOn: today() })
  ])
    await expect(act()).rejects.toMatchObject(notThere)
  await expect(
    giveTask(one.actor, { task, owner: lule.actor.account, dueOn: '2020-01-01' })
  ).rejects.toMatchObject({ code: 'task.in-the-past' })
  await giveTask(one.actor, { task, owner: lule.actor.account, dueOn: today() })
  expect((await listMyTasks(lules(), 7)).tasks.map(t => t.id)).toEqual([task])
})

it('does not outlive access: whoever left sees nothing, and the team is asked instead', async () => {
  const task = await make(lule)
  await leaves(lule)
  // as their next request comes: without the circle
  expect((await listMyTasks(lule.actor, 7)).tasks).toEqual([])
  await expect(endTask(lule.actor, { task, how: 'done' })).rejects.toMatchObject(notThere)
  expect((await listMyTasks(one.actor, 7)).tasks).toMatchObject([{ id: task, nobodys: true }])
})

it('refuses a day that is over, a closed case and an old key', async () => {
  await expect(make(ana, '2026-01-01')).rejects.toMatchObject({ code: 'task.in-the-past' })
  const task = id()
  const words = { ...(await sealed(task, 'task', {})), epoch: 2 }
  await expect(
    addTask(one.actor, { case: one.id, task, owner: ana.actor.account, dueOn: today(), words })
  ).rejects.toMatchObject({ code: 'keys.changed' })
  const closed = { kind: 'case-closed', id: id(), on: today(), reason: 'plan-fulfilled' }
  await recordFact(one.actor, { case: one.id, fact: closed })
  await expect(make(ana)).rejects.toMatchObject({ code: 'case.closed' })
})
