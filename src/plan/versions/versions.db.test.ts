// PLN1: the text changes by the decision of another person; every version stays; two editors lose nothing.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeNetwork, makePerson } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { StaffActor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import { setClock } from '#platform/clock.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { addOwnTask } from '../add-task.server.ts'
import { readPlan } from '../read-plan.server.ts'
import { readTask } from '../read-task.server.ts'
import { recordTask, type RecordTask } from '../record-task.server.ts'
import { planTasksFor, toRemindOfTasks } from '../tasks-waiting.server.ts'
import { listVersions, readProposal, readVersion } from './read-versions.server.ts'
import { makeNetworkWithPlan, ranilug } from '../testing/network.ts'
import { strategyYaml } from './strategy-yaml.ts'
import {
  advanceProposal,
  beginProposal,
  editProposal,
  type AdvanceProposal
} from './write-proposal.server.ts'

const database = testDatabase()
const timezone = 'Europe/Belgrade'

let network: NetworkId
let coordinator: StaffActor
let monitor: StaffActor
let administrator: StaffActor
let provider: StaffActor

beforeAll(() => useDatabase(database))
beforeEach(async () => {
  network = await makeNetworkWithPlan(database)
  coordinator = (await makePerson(database, network, 'coordinator')).actor
  monitor = (await makePerson(database, network, 'monitoring-officer')).actor
  administrator = (await makePerson(database, network, 'administrator')).actor
  provider = (await makePerson(database, network, 'provider')).actor
  setClock(() => new Date('2026-06-01T09:00:00Z'))
})
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (e: { code?: string; status?: number }) => `${e.status} ${e.code}`
  )
const begin = async (by: StaffActor, file: string | null = null) => {
  const id = crypto.randomUUID()
  const { faults } = await beginProposal(by, { id, title: 'Izmena', reason: 'Zato', file }, timezone)
  return { id, faults }
}
const say = (by: StaffActor, id: string, item: string, before: string, after: string) =>
  editProposal(by, id, { do: 'say', id: item, fields: [{ field: 'en', before, after }] }, timezone)
const read = (id: string) => readProposal(monitor, id, timezone)
const goal = (n = 0) => ranilug.goals[n]!.en
const met = { metOn: '2026-05-30', place: 'Ranilug', decision: '12/2026' }
const step = async (by: StaffActor, id: string, input: object) => {
  const { seen, version } = await read(id)
  return advanceProposal(by, id, { seen, version, ...input } as AdvanceProposal, timezone)
}
const adopt = async (id: string) => {
  await step(monitor, id, { step: 'send' })
  await step(coordinator, id, { step: 'adopt', ...met })
}

describe('a change of the text', () => {
  it('is in force once another person entered the decision, and the version before stays as it was', async () => {
    const { id } = await begin(monitor)
    await say(monitor, id, 'cilj-1', goal(), 'Prevent it.')
    await step(monitor, id, { step: 'send' })
    expect(await refused(step(monitor, id, { step: 'adopt', ...met }))).toBe(
      '422 proposal.decided-by-another'
    )
    expect((await readPlan(monitor, timezone)).strategy.goals[0]!.en).toBe(goal())
    await step(coordinator, id, { step: 'adopt', ...met })
    expect((await readPlan(monitor, timezone)).strategy.goals[0]!.en).toBe('Prevent it.')
    expect((await readVersion(provider, 1)).document.goals[0]!.en).toBe(goal())
    expect(await readVersion(provider, 2)).toMatchObject({
      newest: true,
      inForceFrom: '2026-05-30',
      changes: [{ kind: 'changed', id: 'cilj-1', field: 'en' }],
      decided: { decision: '12/2026', place: 'Ranilug' }
    })
    expect((await listVersions(provider)).versions.map(v => [v.version, v.changes])).toEqual([
      [2, 1],
      [1, null]
    ])
    expect(await refused(say(monitor, id, 'cilj-1', 'Prevent it.', 'x'))).toBe('422 proposal.not-now')
  })
  it('is not for those who only read', async () => {
    expect(await refused(begin(provider))).toBe('404 common.not-found')
    expect(await refused(begin(administrator))).toBe('404 common.not-found')
    const { id } = await begin(monitor)
    expect(await refused(say(provider, id, 'cilj-1', goal(), 'x'))).toBe('404 common.not-found')
    await say(monitor, id, 'cilj-1', goal(), 'x')
    await step(monitor, id, { step: 'send' })
    expect(await refused(step(administrator, id, { step: 'adopt', ...met }))).toBe('404 common.not-found')
  })
  it('in another network is not there', async () => {
    const { id } = await begin(monitor)
    const other = await makeNetworkWithPlan(database)
    const stranger = (await makePerson(database, other, 'monitoring-officer')).actor
    expect(await refused(readProposal(stranger, id, timezone))).toBe('404 common.not-found')
    expect(await refused(say(stranger, id, 'cilj-1', goal(), 'x'))).toBe('404 common.not-found')
  })
  it('that makes the text faulty is kept, and not sent', async () => {
    const { id } = await begin(monitor)
    const ids = ranilug.goals.map(g => g.id)
    for (const goal of ids) await editProposal(monitor, id, { do: 'remove', id: goal }, timezone)
    const { faults, changes } = await read(id)
    expect(changes).toHaveLength(5)
    expect(faults[0]?.path).toBe('goals')
    expect(await refused(step(monitor, id, { step: 'send' }))).toBe('422 proposal.faulty-text')
  })
})

describe('two who write', () => {
  it('in different places: both stand', async () => {
    const { id } = await begin(monitor)
    await Promise.all([
      say(monitor, id, 'cilj-1', goal(), 'mine'),
      say(coordinator, id, 'cilj-2', goal(1), 'theirs')
    ])
    expect((await read(id)).text.goals.map(g => g.en).slice(0, 2)).toEqual(['mine', 'theirs'])
  })
  it('in one place: the second is told, and nothing is written over', async () => {
    const { id } = await begin(monitor)
    await say(monitor, id, 'cilj-1', goal(), 'mine')
    expect(await refused(say(coordinator, id, 'cilj-1', goal(), 'theirs'))).toBe(
      '409 proposal.changed-meanwhile'
    )
    expect((await read(id)).text.goals[0]!.en).toBe('mine')
  })
  it('decide only about what they saw', async () => {
    const { id } = await begin(monitor)
    await say(monitor, id, 'cilj-1', goal(), 'mine')
    const { seen, version } = await read(id)
    await say(monitor, id, 'cilj-2', goal(1), 'more')
    expect(await refused(advanceProposal(monitor, id, { seen, version, step: 'send' }, timezone))).toBe(
      '409 proposal.changed-meanwhile'
    )
  })
  it('begun on a version that moved: what both changed is chosen, the rest is kept', async () => {
    const [one, two] = [await begin(monitor), await begin(monitor)]
    await say(monitor, one.id, 'cilj-1', goal(), 'adopted first')
    await say(monitor, two.id, 'cilj-1', goal(), 'wished')
    await say(monitor, two.id, 'cilj-2', goal(1), 'untouched')
    await adopt(one.id)
    const moved = await read(two.id)
    expect(moved.conflicts).toMatchObject([{ name: 'cilj-1 en', now: 'adopted first', gone: false }])
    expect(await refused(step(monitor, two.id, { step: 'send' }))).toBe('409 proposal.conflicts')
    await step(monitor, two.id, { step: 'settle', keep: ['cilj-1 en'] })
    expect((await read(two.id)).conflicts).toEqual([])
    await adopt(two.id)
    expect((await readVersion(monitor, 3)).document.goals.map(g => g.en).slice(0, 2)).toEqual([
      'wished',
      'untouched'
    ])
  })
})

describe('a whole file', () => {
  it('of the administrator: the difference is the proposal; the coordinator decides', async () => {
    const next = structuredClone(ranilug)
    next.goals[0]!.en = 'from the file'
    const { id, faults } = await begin(administrator, strategyYaml(next))
    expect(faults).toEqual([])
    expect((await read(id)).changes).toHaveLength(1)
    await step(monitor, id, { step: 'send' })
    await step(coordinator, id, { step: 'adopt', ...met })
    expect((await readVersion(provider, 2)).document).toEqual(next)
  })
  it('with faults begins nothing', async () => {
    const { id, faults } = await begin(administrator, 'schema: fener-strategy/1\n')
    expect(faults.length).toBeGreaterThan(5)
    expect(await refused(read(id))).toBe('404 common.not-found')
  })
})

describe('tasks', () => {
  const record = (task: string, input: RecordTask, by = coordinator) => recordTask(by, task, input, timezone)
  it('of our own count beside the printed ones; the text in force stays as printed', async () => {
    const words = { sr: 'a', sq: 'b', en: 'c' }
    const { id } = await addOwnTask(coordinator, { activity: 'b3', words, from: { kind: 'own' } }, timezone)
    const plan = await readPlan(provider, timezone)
    expect(Object.keys(plan.tasks)).toHaveLength(25)
    await record(id, { kind: 'progress-recorded', words: 'w' })
    expect((await readTask(provider, id, timezone)).state.status).toBe('under-way')
    expect(JSON.stringify((await readVersion(provider, 'newest')).document)).not.toContain(id)
    expect(
      await refused(addOwnTask(coordinator, { activity: 'b9', words, from: { kind: 'own' } }, timezone))
    ).toBe('404 common.not-found')
    expect(
      await refused(addOwnTask(provider, { activity: 'b3', words, from: { kind: 'own' } }, timezone))
    ).toBe('404 common.not-found')
  })
  it('that were removed from the text stay readable with all that was recorded', async () => {
    await record('b1-z4', { kind: 'progress-recorded', words: 'two meetings' })
    const { id } = await begin(monitor)
    await editProposal(monitor, id, { do: 'remove', id: 'b1-z4' }, timezone)
    await adopt(id)
    expect((await readPlan(monitor, timezone)).tasks['b1-z4']).toBeUndefined()
    const gone = await readTask(provider, 'b1-z4', timezone)
    expect(gone).toMatchObject({ removed: true, facts: [{ words: 'two meetings' }] })
    expect(await refused(record('b1-z4', { kind: 'progress-recorded', words: 'w' }))).toBe(
      '404 common.not-found'
    )
  })
  it('are owned by those of the network alone', async () => {
    const owner = {
      kind: 'owner-named',
      organisation: provider.organisation,
      person: provider.account
    } as const
    await record('a1-z1', owner)
    expect((await readTask(monitor, 'a1-z1', timezone)).state.owner).toEqual({
      organisation: provider.organisation,
      person: provider.account
    })
    const nobody = crypto.randomUUID()
    expect(await refused(record('a1-z1', { ...owner, person: nobody }))).toBe('422 task.no-such-owner')
    expect(await refused(record('a1-z1', { kind: 'owner-named', organisation: nobody }))).toBe(
      '422 task.no-such-owner'
    )
  })
  it('two that would wait for each other, written at once: one is refused', async () => {
    const both = await Promise.all([
      refused(record('a1-z1', { kind: 'dependency-added', task: 'a1-z2' })),
      refused(record('a1-z2', { kind: 'dependency-added', task: 'a1-z1' }))
    ])
    expect(both.sort()).toEqual(['422 task.in-a-circle', 'accepted'])
  })
  it('wait for their owner, and for the coordinator when late; mail goes to the same', async () => {
    const owner = {
      kind: 'owner-named',
      organisation: provider.organisation,
      person: provider.account
    } as const
    await record('a1-z1', owner)
    await record('a1-z1', { kind: 'deadline-set', deadline: '2026-06-15' })
    await record('a1-z2', { kind: 'deadline-set', deadline: '2026-05-31' })
    await record('a2-z1', { kind: 'deadline-set', deadline: '2026-09-01' })
    const ids = async (of: StaffActor) => (await planTasksFor(of, 7, timezone)).map(t => t.id)
    expect(await ids(provider)).toEqual(['a1-z1'])
    expect(await ids(coordinator)).toEqual(['a1-z2'])
    expect(await ids(administrator)).toEqual([])
    expect(await toRemindOfTasks(network)).toEqual([provider.account, null])
    const empty = await makeNetwork(database)
    expect(await toRemindOfTasks(empty)).toEqual([])
  })
})
