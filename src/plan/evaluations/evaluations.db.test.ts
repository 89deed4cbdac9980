// PLN4: an evaluation is written by two people who lose nothing, answered and published by a second one, and followed by a task of the plan.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeNetwork, makePerson } from '#access/testing/people.ts'
import { browse, count, readPublic, useDatabase } from '#access/work.server.ts'
import type { StaffActor } from '#kernel/actor.ts'
import type { Id, NetworkId } from '#kernel/id.ts'
import { year } from '#kernel/period.ts'
import { makeNetworkWithPlan } from '../testing/network.ts'
import { strategyOf, taskFactsOf } from '#plan/index.server.ts'
import { setClock } from '#platform/clock.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { enterByHand } from '../enter-by-hand.server.ts'
import { readIndicator } from '../indicators/read-indicator.server.ts'
import { planVerbs } from '../verbs.ts'
import { answerRecommendation, followUp } from './answer.server.ts'
import { evaluationIndicators } from './indicators.server.ts'
import { publishEvaluation, type PublishEvaluation } from './publish.server.ts'
import { evaluationsOf, listEvaluations, readEvaluation } from './read.server.ts'
import { planEvaluation, recordEvaluation, type RecordEvaluation } from './record.server.ts'
import { publicEvaluations } from './store.server.ts'

const database = testDatabase()
const zone = 'Europe/Belgrade'
const tri = (text: string) => ({ sr: text, sq: `${text} sq`, en: `${text} en` })
const uuid = () => crypto.randomUUID() as Id<'evaluation'>

let network: NetworkId
let monitor: StaffActor
let coordinator: StaffActor
let operator: StaffActor
let id: Id<'evaluation'>
const rec = uuid()

beforeAll(() => useDatabase(database))
beforeEach(async () => {
  network = await makeNetworkWithPlan(database)
  monitor = (await makePerson(database, network, 'monitoring-officer')).actor
  coordinator = (await makePerson(database, network, 'coordinator')).actor
  operator = (await makePerson(database, network, 'operator')).actor
  at('2026-05-10T09:00:00Z')
  id = uuid()
})
const at = (instant: string) => setClock(() => new Date(instant))
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (e: { code?: string; status?: number }) => `${e.status} ${e.code}`
  )
const plan = (type: 'impact-analysis' | 'evaluation' = 'impact-analysis', by = monitor) =>
  planEvaluation(by, { id, type, title: tri('Naslov'), question: tri('Pitanje'), period: year(2025) }, zone)
const record = (input: RecordEvaluation, by = monitor) => recordEvaluation(by, id, input, zone)
const write = async (part: 'method' | 'findings') => {
  for (const language of ['sr', 'sq', 'en'] as const)
    await record({ kind: 'words-written', part, language, before: '', text: `${part} ${language}` })
}
const toReady = async (type: 'impact-analysis' | 'evaluation' = 'impact-analysis') => {
  await plan(type)
  await record({ kind: 'evaluation-begun' })
  await write('method')
  await write('findings')
  await record({
    kind: 'evidence-added',
    id: uuid(),
    words: tri('Zapisnik'),
    address: 'https://example.org/z'
  })
  await record({ kind: 'recommendation-added', recommendation: rec, words: tri('Preporuka') })
  await record({ kind: 'findings-ready' })
}
const answer = (by: StaffActor, change: object = {}) =>
  answerRecommendation(
    by,
    id,
    { recommendation: rec, answer: 'accepted', why: tri('Zato'), body: 'inst-mp', before: null, ...change },
    zone
  )
const publish = (by: StaffActor, input: PublishEvaluation = { kind: 'publish' }) =>
  publishEvaluation(by, id, input, zone, () => ({ label: tri('Broj'), shown: tri('5'), period: year(2025) }))
const statusNow = async () => (await readEvaluation(monitor, id, zone)).evaluation.status
const published = () => readPublic(network, ({ db }) => publicEvaluations(db, network))

describe('an evaluation', () => {
  it('is planned by those who may, once also when it is sent twice, and read by the whole desk', async () => {
    expect(await refused(plan('evaluation', operator))).toBe('404 common.not-found')
    await plan()
    await plan()
    const list = await listEvaluations(operator)
    expect(list).toMatchObject([{ id, type: 'impact-analysis', status: 'planned', published: null }])
    const elsewhere = (await makePerson(database, await makeNetwork(database), 'coordinator')).actor
    expect(await listEvaluations(elsewhere)).toEqual([])
    expect(await refused(readEvaluation(elsewhere, id, zone))).toBe('404 common.not-found')
    expect(await refused(record({ kind: 'evaluation-begun' }, operator))).toBe('404 common.not-found')
  })

  it('is written by two at once, and the second is told instead of overwriting', async () => {
    await plan()
    const save = (by: StaffActor, before: string, text: string) =>
      refused(record({ kind: 'words-written', part: 'method', language: 'sr', before, text }, by))
    const both = await Promise.all([save(monitor, '', 'Jedan'), save(coordinator, '', 'Drugi')])
    expect(both.sort()).toEqual(['409 common.changed-by-other', 'accepted'])
    const held = (await readEvaluation(monitor, id, zone)).evaluation.words.method.sr
    expect(await save(coordinator, held, `${held}\n\nOba`)).toBe('accepted')
    const scope = { activities: ['b1'], indicators: ['b1-p1'], gaps: ['jaz-03'] }
    const none = { activities: [], indicators: [], gaps: [] }
    await record({ kind: 'scope-set', before: none, scope })
    expect(await refused(record({ kind: 'scope-set', before: none, scope: none }, coordinator))).toBe(
      '409 common.changed-by-other'
    )
    expect(
      await refused(record({ kind: 'scope-set', before: scope, scope: { ...none, gaps: ['jaz-99'] } }))
    ).toBe('404 common.not-found')
  })

  it('cites a number as it was, whatever is counted later', async () => {
    await plan()
    expect(
      await refused(record({ kind: 'value-cited', id: uuid(), indicator: 'b2-p1', period: year(2025) }))
    ).toBe('422 evaluation.no-value')
    const value = (n: number) =>
      database.owner.query(
        `insert into plan.indicator_values (network_id, id, indicator, period_from, period_to, value, source, definition, evidence, at)
         values ($1, gen_random_uuid(), 'b2-p1', '2025-01-01', '2026-01-01', $2, 'by-hand', 1, 'x', now())`,
        [network, { kind: 'count', value: n, breakdown: [], counted: 0 }]
      )
    await value(7)
    const cited = { kind: 'value-cited', id: uuid(), indicator: 'b2-p1', period: year(2025) } as const
    await record(cited)
    await record(cited)
    await value(9)
    const read = await readEvaluation(monitor, id, zone)
    expect(read.evaluation.evidence).toHaveLength(1)
    expect(read.cited).toMatchObject([{ indicator: 'b2-p1', value: { value: 7 } }])
  })

  it('is answered and published by another person than the one who called it ready', async () => {
    await toReady()
    expect(await refused(answer(monitor))).toBe('422 evaluation.needs-another-person')
    expect(await refused(publish(monitor))).toBe('422 evaluation.needs-another-person')
    expect(await refused(answer(coordinator, { body: 'inst-nema' }))).toBe('422 evaluation.needs-body')
    await answer(coordinator)
    expect(await refused(answer(coordinator, { answer: 'not' }))).toBe('409 common.changed-by-other')
    expect(await statusNow()).toBe('answered')
    expect(await published()).toEqual([])
    await publish(coordinator)
    const [one] = await published()
    expect(one).toMatchObject({ id, edition: 1, document: { words: { title: tri('Naslov') } } })
    expect(JSON.stringify(one)).not.toContain(coordinator.account)
    expect(await refused(publish(coordinator))).toBe('422 evaluation.nothing-new')
    const ofYear = await browse(monitor, planVerbs['plan.read'], ({ db }) => evaluationsOf(db, network, 2026))
    expect(ofYear).toMatchObject([
      { id, findings: { sr: 'findings sr' }, recommendations: [tri('Preporuka')] }
    ])
    expect(ofYear[0]!.response?.en).toBe('(1) Accepted: Zato en (Ministry of Justice)')
    await publish(coordinator, { kind: 'withdraw', reason: 'Greška' })
    expect(await published()).toEqual([])
    expect(
      await browse(monitor, planVerbs['plan.read'], ({ db }) => evaluationsOf(db, network, 2026))
    ).toEqual([])
  })

  it('is evidence of a value that is entered by hand, while the public can read it', async () => {
    const enter = (reason?: string) =>
      enterByHand(monitor, 'b2-p2', { period: '2026', words: tri('Bolje'), parts: [], evidence: '', evaluation: id, reason }, zone) // prettier-ignore
    const held = async () => (await readIndicator(monitor, 'b2-p2', zone)).stored.at(-1)?.source
    await toReady()
    await answer(coordinator)
    expect(await refused(enter())).toBe('422 value.no-such-evaluation')
    await publish(coordinator)
    expect((await readIndicator(monitor, 'b2-p2', zone)).evaluations).toEqual([{ id, title: tri('Naslov') }])
    await enter()
    expect(await held()).toMatchObject({ evidence: [], evaluation: { id, title: tri('Naslov') } })
    await publish(coordinator, { kind: 'withdraw', reason: 'Greška' })
    expect(await held()).toMatchObject({ evaluation: { id, title: null } })
    expect(await refused(enter('again'))).toBe('422 value.no-such-evaluation')
  })

  it('is followed by a task of the plan, new or existing, with a deadline', async () => {
    await toReady()
    const follow = (task: Parameters<typeof followUp>[2]['task'], deadline = '2026-12-31') =>
      followUp(coordinator, id, { recommendation: rec, task, deadline }, zone)
    const fresh = { kind: 'new', activity: 'b1', words: tri('Novi zadatak') } as const
    expect(await refused(follow(fresh))).toBe('422 evaluation.not-accepted')
    await answer(coordinator)
    expect(await refused(follow(fresh, '2026-05-09'))).toBe('422 evaluation.deadline-passed')
    expect(await refused(follow({ kind: 'existing', id: 'x9-z9' }))).toBe('404 common.not-found')
    const { task } = await follow(fresh)
    expect(await statusNow()).toBe('followed-up')
    await follow({ kind: 'existing', id: 'b1-z2' }, '2026-10-01')
    await follow({ kind: 'existing', id: 'b1-z2' }, '2026-11-01')
    const [plan_, facts] = await browse(monitor, planVerbs['plan.read'], async ({ db }) => [
      await strategyOf(db, network),
      await taskFactsOf(db, network)
    ])
    const b1 = plan_.results_framework.flatMap(t => t.activities).find(a => a.id === 'b1')!
    expect(b1.tasks.at(-1)).toMatchObject({
      id: task,
      sr: 'Novi zadatak',
      added: { from: { kind: 'evaluation', id } }
    })
    expect(facts.get(task)).toMatchObject([{ kind: 'deadline-set', deadline: '2026-12-31' }])
    expect(facts.get('b1-z2')).toMatchObject([{ kind: 'deadline-set', deadline: '2026-10-01' }])
  })
})

describe('impact analysis with recommendations drawn up', () => {
  const value = (of: number) =>
    count(network, async ({ db }) => await evaluationIndicators[0]!.value(db, year(of)))
  it.each([
    ['nothing', [], false, false],
    ['ready in 2026', ['ready'], true, true],
    ['ready, reopened in the same year', ['ready', 'reopen'], false, false],
    ['ready, reopened the year after', ['ready', 'reopen-later'], true, false],
    ['an evaluation is no impact analysis', ['evaluation'], false, false]
  ] as const)('%s', async (_, steps, in2026, in2027) => {
    const has = (step: string) => (steps as readonly string[]).includes(step)
    at('2026-12-31T22:30:00Z') // 23:30 in Ranilug: still 2026
    if (has('ready')) await toReady()
    if (has('evaluation')) await toReady('evaluation')
    if (has('reopen')) await record({ kind: 'findings-reopened', reason: 'Greška' })
    if (has('reopen-later')) {
      at('2026-12-31T23:30:00Z')
      await record({ kind: 'findings-reopened', reason: 'Greška' })
    }
    expect(
      [await value(2025), await value(2026), await value(2027)].map(v => 'value' in v && v.value)
    ).toEqual([false, in2026, in2027])
  })
})
