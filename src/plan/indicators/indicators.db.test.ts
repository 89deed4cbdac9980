// PLN3, PLN7: definitions, targets and values by hand as people enter them, and the links of gaps.
import { beforeAll, describe, expect, it } from 'vitest'
import { id, makePerson, type TestPerson } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { year, type Period } from '#kernel/period.ts'
import { setClock } from '#platform/clock.server.ts'
import { readHandle } from '#platform/handles.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { enterByHand, EnterByHand } from '../enter-by-hand.server.ts'
import { changeGap, type ChangeGap } from '../gaps/change-gap.server.ts'
import { readGaps } from '../gaps/read-gaps.server.ts'
import { makeNetworkWithPlan } from '../testing/network.ts'
import { storedValues } from '../stored.server.ts'
import { latestValue } from '../value.ts'
import { define, type Define } from './define.server.ts'
import { asPrinted, type Definition } from './definition.ts'
import { measuredPeriod } from './measured.ts'
import { readIndicator } from './read-indicator.server.ts'
import { definitionsOf } from './stored.server.ts'

const database = testDatabase()
const zone = 'Europe/Belgrade'
let network: NetworkId
let coordinator: TestPerson
let monitor: TestPerson
const words = (text: string) => ({ sr: text, sq: text, en: text })
const at = (instant: string) => setClock(() => new Date(instant))
const enter = (indicator: string, input: EnterByHand, by = monitor) =>
  enterByHand(by.actor, indicator, EnterByHand.parse(input), zone)
const define2 = (indicator: string, input: Define, by = coordinator) => define(by.actor, indicator, input)
const definition = (change: Partial<Definition> = {}, seen = 1, reason = ''): Define =>
  ({ kind: 'definition-set', seen, reason, definition: { ...asPrinted, ...change } }) as Define
const stored = () => database.read('app', { network }, tx => storedValues(readHandle(tx), network))
const value = async (indicator: string, period: Period | string) =>
  latestValue(await stored(), indicator, typeof period === 'string' ? measuredPeriod(period)! : period)
const refused = async (what: Promise<unknown>) =>
  what.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error)
  )

beforeAll(async () => {
  useDatabase(database)
  at('2026-08-10T10:00:00Z')
  network = await makeNetworkWithPlan(database)
  coordinator = await makePerson(database, network, 'coordinator')
  monitor = await makePerson(database, network, 'monitoring-officer')
})

describe('a value by hand', () => {
  it('needs evidence, and a reason when one stands; the one before stays', async () => {
    expect(await refused(enter('a1-p2', { period: '2026', number: 4, evidence: ' ' }))).toBe(
      'value.needs-evidence'
    )
    await enter('a1-p2', { period: '2026', number: 4, evidence: 'minutes 3' })
    expect(await refused(enter('a1-p2', { period: '2026', number: 5, evidence: 'minutes 4' }))).toBe(
      'value.needs-reason'
    )
    await enter('a1-p2', { period: '2026', number: 5, evidence: 'minutes 4', reason: 'one was left out' })
    expect(await value('a1-p2', year(2026))).toMatchObject({
      value: { value: 5 },
      corrects: { reason: 'one was left out' }
    })
    const rows = await database.owner.query(
      `select count(*)::int as n from plan.indicator_values where network_id = $1 and indicator = 'a1-p2'`,
      [network]
    )
    expect(rows.rows[0].n).toBe(2)
  })
  it('is of an ended period or the running one, and not of another', async () => {
    await enter('a1-p2', { period: '2024', number: 2, evidence: 'report' })
    expect((await value('a1-p2', year(2024)))?.value).toMatchObject({ value: 2 })
    expect(await refused(enter('a1-p2', { period: '2027', number: 2, evidence: 'x' }))).toBe(
      'value.not-begun'
    )
    expect(await refused(enter('a1-p2', { period: '2026-Q1', number: 2, evidence: 'x' }))).toBe(
      'value.no-such-period'
    )
    expect(await refused(enter('a1-p2', { period: 'soon', number: 2, evidence: 'x' }))).toBe(
      'value.no-such-period'
    )
  })
  it('of words is whole in three languages, of yes or no is said', async () => {
    const half = { sr: 'Bolje', sq: '', en: 'Better' }
    expect(await refused(enter('b1-p5', { period: '2026', words: half, evidence: 'x' }))).toBe(
      'value.half-translated'
    )
    await enter('b1-p5', { period: '2026', words: words('Bolje'), evidence: 'interviews' })
    await enter('a2-p1', { period: '2026', yes: false, evidence: 'letter' })
    expect((await value('a2-p1', year(2026)))?.value).toMatchObject({ kind: 'yes_no', value: false })
  })
  it('is refused for what records count, for a twin, and for whoever may not', async () => {
    expect(await refused(enter('c1-p3', { period: '2026', number: 1, evidence: 'x' }))).toBe(
      'value.from-records'
    )
    expect(await refused(enter('b3-p1', { period: '2026', number: 1, evidence: 'x' }))).toBe(
      'value.from-records'
    )
    expect(await refused(enter('nothing', { period: '2026', number: 1, evidence: 'x' }))).toBe(
      'common.not-found'
    )
    const operator = await makePerson(database, network, 'operator')
    expect(await refused(enter('a1-p2', { period: '2026', number: 1, evidence: 'x' }, operator))).toBe(
      'common.not-found'
    )
    expect(await refused(define2('a1-p2', definition(), operator))).toBe('common.not-found')
  })
  it('is taken apart by what the definition names, with the rest named', async () => {
    const sex = { id: 'd1', name: words('sex'), parts: [{ id: 'w', name: words('women') }, { id: 'm', name: words('men') }] } // prettier-ignore
    await define2('a1-p3', definition({ unit: words('people'), breakdowns: [sex] }))
    const told = (w: number, m: number) => enter('a1-p3', { period: '2026', number: 30, evidence: 'lists', parts: [{ by: 'd1', key: 'w', value: w }, { by: 'd1', key: 'm', value: m }] }) // prettier-ignore
    expect(await refused(told(20, 11))).toBe('value.parts-exceed')
    expect(await refused(enter('a1-p3', { period: '2026', number: 30, evidence: 'x', parts: [{ by: 'age', key: 'w', value: 1 }] }))).toBe('value.unknown-part') // prettier-ignore
    await told(18, 9)
    expect((await value('a1-p3', year(2026)))?.value).toMatchObject({
      value: 30,
      breakdown: [
        { key: 'w', value: 18 },
        { key: 'm', value: 9 },
        { key: 'not-broken-down', value: 3 }
      ]
    })
    expect((await value('a1-p3', year(2026)))?.source).toMatchObject({ version: 2 })
  })
  it('of organisations is summed, and a correction of one corrects the sum', async () => {
    const [one, two] = [coordinator.actor.organisation, monitor.actor.organisation]
    const tell = (organisation: string, number: number, reason?: string) =>
      enter('a3-p2', {
        period: '2026',
        organisation,
        number,
        evidence: 'letter',
        ...(reason ? { reason } : {})
      })
    await tell(one, 3)
    expect((await value('a3-p2', year(2026)))?.value).toMatchObject({ value: 3 })
    await tell(two, 4)
    expect((await value('a3-p2', year(2026)))?.value).toMatchObject({
      value: 7,
      breakdown: [
        { by: 'organisation', key: one, value: 3 },
        { by: 'organisation', key: two, value: 4 }
      ]
    })
    expect(await refused(tell(one, 2))).toBe('value.needs-reason')
    await tell(one, 2, 'one was another year’s')
    expect((await value('a3-p2', year(2026)))?.value).toMatchObject({ value: 6 })
    expect(await refused(enter('a3-p2', { period: '2026', number: 9, evidence: 'x', reason: 'y' }))).toBe('value.summed-from-partners') // prettier-ignore
    expect(await refused(enter('a2-p1', { period: '2026', organisation: one, yes: true, evidence: 'x' }))).toBe('value.no-partners') // prettier-ignore
    const read = await readIndicator(monitor.actor, 'a3-p2', zone)
    expect(read.told).toHaveLength(3)
  })
  it('by quarters makes the year when all are there, and changes it when one changes', async () => {
    await define2('a3-p3', definition({ measured: 'quarter' }))
    for (const [period, number] of [
      ['2025-Q1', 1],
      ['2025-Q2', 2],
      ['2025-Q3', 3]
    ] as const)
      await enter('a3-p3', { period, number, evidence: 'list' })
    expect(await value('a3-p3', year(2025))).toBeUndefined()
    await enter('a3-p3', { period: '2025-Q4', number: 4, evidence: 'list' })
    expect((await value('a3-p3', year(2025)))?.value).toMatchObject({ value: 10 })
    await enter('a3-p3', { period: '2025-Q2', number: 12, evidence: 'list', reason: 'a nought was lost' })
    expect(await value('a3-p3', year(2025))).toMatchObject({
      value: { value: 20 },
      corrects: { reason: 'a nought was lost' }
    })
    expect(await refused(enter('a3-p3', { period: '2025', number: 1, evidence: 'x' }))).toBe(
      'value.no-such-period'
    )
  })
  it('entered by two at once is one value and one that is told of it', async () => {
    const both = await Promise.all([1, 2].map(number => refused(enter('a3-p5', { period: '2026', number, evidence: 'x' })))) // prettier-ignore
    expect(both.sort()).toEqual(['done', 'value.needs-reason'])
  })
})

describe('a definition', () => {
  it('is one for a row, its twin and its code', async () => {
    await define2('b3-p1', definition({ better: 'less' }))
    const all = await database.read('app', { network }, tx => definitionsOf(readHandle(tx), network))
    expect(all.get('early-risks-recognised')).toMatchObject({ better: 'less', version: 2 })
    expect((await readIndicator(monitor.actor, 'c1-p3', zone)).facts).toHaveLength(1)
  })
  it('of another version than the one that was seen is refused, and one without a reason too', async () => {
    expect(await refused(define2('b3-p1', definition({}, 1, 'why')))).toBe('common.changed-by-other')
    expect(await refused(define2('b3-p1', definition({}, 2)))).toBe('definition.needs-reason')
    const both = await Promise.all(['a', 'b'].map(why => refused(define2('b3-p1', definition({}, 2, why)))))
    expect(both.sort()).toEqual(['common.changed-by-other', 'done'])
  })
  it('names organisations of the network only; targets and baselines stand beside it with their reasons', async () => {
    expect(await refused(define2('a1-p2', definition({ responsible: id() })))).toBe('common.not-found')
    const target = (number: number, reason: string): Define => ({ kind: 'target-set', period: '2026', organisation: null, target: { at: 'least', number }, reason }) // prettier-ignore
    expect(await refused(define2('a1-p2', target(6, '')))).toBe('definition.needs-reason')
    await define2('a1-p2', target(6, 'as the year before and two more'))
    await define2('a1-p2', { kind: 'baseline-set', reason: '', baseline: { period: '2023', number: 0, evidence: 'report 2023' } }) // prettier-ignore
    expect(await refused(define2('a1-p2', { kind: 'baseline-set', reason: 'x', baseline: { period: '2023-5', number: 0, evidence: 'x' } }))).toBe('value.no-such-period') // prettier-ignore
    const all = await database.read('app', { network }, tx => definitionsOf(readHandle(tx), network))
    expect(all.get('a1-p2')).toMatchObject({
      version: 1,
      targets: [{ target: { at: 'least', number: 6 } }],
      baseline: { value: { value: 0 }, evidence: 'report 2023' }
    })
  })
  it('is entered in the log without a word of it', async () => {
    const { rows } = await database.owner.query(
      `select verb, subject, detail from audit.entries where network_id = $1 and verb = 'indicator.define' and subject like '%/a1-p3'`,
      [network]
    )
    expect(rows[0]).toMatchObject({
      subject: 'plan.definition_facts/a1-p3',
      detail: { kind: 'definition-set' }
    })
  })
})

describe('the links of a gap', () => {
  const change = (input: ChangeGap, by = coordinator) => refused(changeGap(by.actor, input))
  const now = async () => (await readGaps(monitor.actor)).links.find(l => l.gap === 'jaz-08')!
  it('are our reading until people change and another person confirms them', async () => {
    expect((await now()).links.map(l => [l.activity, l.from])).toEqual([['b1', 'reading']])
    expect(await change({ kind: 'measure-linked', gap: 'jaz-08', activity: 'nothing', reason: 'x' })).toBe(
      'common.not-found'
    )
    expect(await change({ kind: 'measure-linked', gap: 'nothing', activity: 'a1', reason: 'x' })).toBe(
      'common.not-found'
    )
    expect(
      await change({ kind: 'measure-linked', gap: 'jaz-08', activity: 'a1', reason: 'local teams' })
    ).toBe('done')
    expect(await change({ kind: 'reading-confirmed', gap: 'jaz-08', activities: ['b1', 'a1'] })).toBe(
      'gap.another-confirms'
    )
    expect(await change({ kind: 'reading-confirmed', gap: 'jaz-08', activities: ['b1'] }, monitor)).toBe(
      'gap.changed'
    )
    expect(
      await change({ kind: 'reading-confirmed', gap: 'jaz-08', activities: ['a1', 'b1'] }, monitor)
    ).toBe('done')
    expect((await now()).confirmed?.by).toBe(monitor.actor.account)
    const provider = await makePerson(database, network, 'provider')
    expect(
      await change({ kind: 'measure-unlinked', gap: 'jaz-08', activity: 'a1', reason: 'x' }, provider)
    ).toBe('common.not-found')
  })
})
