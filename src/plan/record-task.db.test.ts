// PLN2: whoever owns a task tells how far it is, and nothing else; who leads the plan says the rest.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makePerson } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { StaffActor } from '#kernel/actor.ts'
import { setClock } from '#platform/clock.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { readTask } from './read-task.server.ts'
import { recordTask, type RecordTask } from './record-task.server.ts'
import { makeNetworkWithPlan } from './testing/network.ts'

const database = testDatabase()
const timezone = 'Europe/Belgrade'

let coordinator: StaffActor
let provider: StaffActor
let manager: StaffActor

beforeAll(() => useDatabase(database))
beforeEach(async () => {
  const network = await makeNetworkWithPlan(database)
  coordinator = (await makePerson(database, network, 'coordinator')).actor
  provider = (await makePerson(database, network, 'provider')).actor
  manager = (await makePerson(database, network, 'case-manager')).actor
  setClock(() => new Date('2026-06-01T09:00:00Z'))
})
const tell = (by: StaffActor, input: RecordTask, task = 'a1-z1') =>
  recordTask(by, task, input, timezone).then(
    () => 'accepted',
    (e: { code?: string; status?: number }) => `${e.status} ${e.code}`
  )
const progress = { kind: 'progress-recorded', words: 'two villages', share: 40 } as const
const evidence = { kind: 'evidence-added', evidence: 'minutes' } as const
const give = ({ organisation, account }: StaffActor, named = true) =>
  tell(coordinator, { kind: 'owner-named', organisation, ...(named && { person: account }) })

describe('the owner of a task', () => {
  it('tells how far it is, brings evidence and calls it done', async () => {
    await give(provider)
    expect(await tell(provider, progress)).toBe('accepted')
    expect(await tell(provider, { kind: 'task-done' })).toBe('422 task.needs-evidence')
    expect(await tell(provider, evidence)).toBe('accepted')
    expect(await tell(provider, { kind: 'task-done' })).toBe('accepted')
    expect((await readTask(coordinator, 'a1-z1', timezone)).state).toMatchObject({
      status: 'done',
      share: 40
    })
  })
  it('moves no deadline, names nobody, sets no money, tells the public no reason and opens nothing again', async () => {
    await give(provider)
    const words = { sr: 'a', sq: 'b', en: 'c' }
    const { organisation } = provider
    for (const input of [
      { kind: 'deadline-set', deadline: '2027-01-01' },
      { kind: 'owner-named', organisation },
      { kind: 'budget-set', cents: 1 },
      { kind: 'late-because', words },
      { kind: 'dependency-added', task: 'a1-z2' },
      { kind: 'task-reopened', reason: 'w' }
    ] as const)
      expect(await tell(provider, input), input.kind).toBe('404 common.not-found')
  })
  it('is the person named; where nobody is, whoever is of the organisation', async () => {
    expect(await tell(provider, progress)).toBe('403 task.not-yours')
    await give(provider, false)
    expect(await tell(provider, progress)).toBe('accepted')
    expect(await tell(manager, progress)).toBe('403 task.not-yours')
    await give(manager)
    expect(await tell(provider, progress)).toBe('403 task.not-yours')
    expect(await tell(manager, progress)).toBe('accepted')
    expect(await tell(manager, progress, 'a1-z2')).toBe('403 task.not-yours')
  })
})
