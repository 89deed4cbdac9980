// Trends (RSK4) over real tables: what is counted, who sees how much, and what the night makes of a rise.
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  makeNetwork,
  makePerson,
  makeTestCircle,
  type TestCircle,
  type TestPerson
} from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import { series } from '#app/series.server.ts'
import type { SignKind } from '#kernel/htcds-strategy.ts'
import type { NetworkId } from '#kernel/id.ts'
import { addDays } from '#kernel/period.ts'
import { setClock } from '#platform/clock.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { undoReportDecision } from '#reports/decide-report.server.ts'
import { readReport } from '#reports/read-report.server.ts'
import { decideAs, newReport, refused } from '#reports/testing/desk.ts'
import { insertPastReports, type PastReport } from '#reports/testing/past-reports.ts'
import { raiseRises } from './raise-rises.server.ts'
import { seeStrip, seeTrends, TrendQuestion } from './see-trends.server.ts'

const database = testDatabase()
const zone = 'Europe/Belgrade'
const today = '2026-11-25'
let network: NetworkId
let operator: TestPerson
let monitor: TestPerson
let field: TestPerson
let intake: TestCircle

const work: SignKind = 'oblik-radna'
const ask = (over: Record<string, string> = {}) =>
  TrendQuestion.parse({ of: 'reports', by: 'week', place: null, sign: null, about: null, ...over })
const see = (who: TestPerson, over?: Record<string, string>) => seeTrends(who.actor, series, ask(over), zone)
const insert = (reports: PastReport[]) =>
  database.owner.query(...insertPastReports(network, intake.id, reports))

beforeAll(async () => {
  useDatabase(database)
  setClock(() => new Date(`${today}T10:00:00Z`))
  network = await makeNetwork(database)
  await database.owner.query(
    `update identity.networks set profile = profile || $2::jsonb where network_id = $1`,
    [network, JSON.stringify({ timezone: zone, settlements: [{ id: 'domorovce' }, { id: 'ranilug' }] })]
  )
  operator = await makePerson(database, network, 'operator')
  monitor = await makePerson(database, network, 'monitoring-officer')
  field = await makePerson(database, network, 'field-worker')
  intake = await makeTestCircle(database, network, 'intake', [operator])
  await makeTestCircle(database, network, 'warning', [operator])
  // three quiet years: one report in most weeks, every third of them about work in Domorovce
  const days = Array.from({ length: 150 }, (_, i) => addDays('2023-12-20', i * 7))
  await insert(
    days.map((day, i) => ({
      day,
      ...(i % 3 === 0 && { counts: { settlement: 'domorovce', sign: work } })
    }))
  )
})

describe('what is counted', () => {
  it('is by day, place and kind of the decision that stands; a mistake is no report', async () => {
    const before = await see(operator, { sign: 'recruitment' })
    expect(before.periods.at(-1)!.count).toBe(0)
    const { row } = await newReport({ network, intake })
    const code = (await database.owner.query(`select code from reports.envelopes where id = $1`, [row]))
      .rows[0].code as string
    await readReport(operator.actor, code, zone)
    expect(
      await refused(decideAs(operator, code, { decision: 'police', counts: { settlement: 'nowhere' } }))
    ).toBe('report.unknown-place')
    const counts = { settlement: 'ranilug', sign: 'recruitment', category: 'rk-deca' }
    await decideAs(operator, code, { decision: 'police', counts })
    const last = async (over: Record<string, string>) => (await see(operator, over)).periods.at(-1)!.count
    expect(await last({ sign: 'recruitment' })).toBe(1)
    expect(await last({ place: 'ranilug', about: 'rk-deca' })).toBe(1)
    expect(await last({ place: 'domorovce', sign: 'recruitment' })).toBe(0)
    await undoReportDecision(operator.actor, code, zone)
    expect(await last({ sign: 'recruitment' })).toBe(0)
    expect(await last({})).toBe(1)
    await decideAs(operator, code, { decision: 'not-trafficking', reason: 'test-or-mistake' })
    expect(await last({})).toBe(0)
  })

  it('is calls too, by the day in the network’s own zone', async () => {
    await database.owner.query(
      `insert into line.calls (network_id, id, circle_id, account_id, at, minutes, ended)
       select $1, gen_random_uuid(), $2, $3, at::timestamptz, 1, ended
       from (values ('2026-11-22 23:30+00', 'silent'), ('2026-11-22 22:30+00', 'hung-up'), ('2026-11-24 10:00+00', 'wrong-number')) as c(at, ended)`,
      [network, intake.id, operator.actor.account]
    )
    const { periods } = await see(operator, { of: 'calls', by: 'week' })
    // half past eleven in the evening is Monday there
    expect(periods.slice(-2).map(({ count }) => count)).toEqual([1, 1])
  })
})

describe('who sees how much', () => {
  it('is classes by month for those outside the early-warning circle, whatever they ask for', async () => {
    const seen = await see(monitor, { by: 'week' })
    expect(seen.asked.by).toBe('month')
    expect(seen.team).toBe(false)
    expect(new Set(seen.periods.map(period => period.class))).toEqual(new Set(['0', 'few', '5-9']))
    for (const secret of [seen.noted, seen.rise]) expect(secret).toBeNull()
    expect(seen.opinions).toEqual([])
    expect(JSON.stringify(seen.periods)).not.toMatch(/"(count|low|high)":\d/)
  })
  it('is counts by week for its members', async () => {
    const seen = await see(operator)
    expect(seen.team).toBe(true)
    expect(seen.periods).toHaveLength(52)
    expect(seen.speaker).toBe('bayes')
    expect(seen.noted).toMatchObject({ settlement: 50, sign: 50, category: 0 })
  })
  it('is nothing for whoever has no part in it', async () => {
    await expect(see(field)).rejects.toMatchObject({ code: 'common.not-found' })
    await expect(seeStrip(field.actor, series, zone)).rejects.toMatchObject({ code: 'common.not-found' })
  })
  it('never reads a word: the statistics role may not', async () => {
    await expect(
      database.read('statistics', { network }, tx =>
        sql`select report_id, minutes from line.calls`.execute(tx)
      )
    ).rejects.toMatchObject({ code: '42501' })
  })
})

describe('every night', () => {
  const system = () => ({ kind: 'system', network }) as const
  const alerts = async () =>
    (
      await database.owner.query(
        `select kind, settlement, level, source_kind, why from risk.alerts where network_id = $1`,
        [network]
      )
    ).rows

  it('nothing is raised while all is as usual', async () => {
    expect(await raiseRises(system(), series)).toEqual({ found: 0, raised: 0 })
  })
  it('a rise is one alert of its place and kind, with how seldom chance brings it, however often it is seen', async () => {
    await insert(
      [
        '2026-11-10',
        '2026-11-12',
        '2026-11-14',
        '2026-11-17',
        '2026-11-18',
        '2026-11-19',
        '2026-11-20',
        '2026-11-24'
      ].map(day => ({ day, counts: { settlement: 'domorovce', sign: work } }))
    )
    expect(await raiseRises(system(), series)).toEqual({ found: 1, raised: 1 })
    const [alert, ...more] = await alerts()
    expect(more).toEqual([])
    expect(alert).toMatchObject({ kind: work, settlement: 'domorovce', source_kind: 'statistics' })
    expect(alert.why).toMatchObject({ code: 'rise', params: { unit: 'week', since: '2026-11-09' } })
    expect(alert.why.params.onceInYears).toBeGreaterThan(4)
    await insert([{ day: '2026-11-25', counts: { settlement: 'domorovce', sign: work } }])
    expect(await raiseRises(system(), series)).toEqual({ found: 1, raised: 0 })
    const strip = await seeStrip(operator.actor, series, zone)
    const row = strip.rows.find(({ sign }) => sign === work)!
    expect(row.rise).toMatchObject({ since: '2026-11-09' })
    expect(row.periods).toHaveLength(52)
  })
  it('is done by the machine alone', async () => {
    await expect(raiseRises(operator.actor as never, series)).rejects.toMatchObject({
      code: 'common.not-found'
    })
  })
})
