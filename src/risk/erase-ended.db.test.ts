// The end of questionnaires and sealed briefs in real PostgreSQL: nothing of a person is left, and what is counted stays as it was.
import { beforeAll, expect, it } from 'vitest'
import {
  id,
  makeNetwork,
  makePerson,
  makeTestCircle,
  type TestCircle,
  type TestPerson
} from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { writeHandle } from '#platform/handles.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { BeginBrief, beginBrief, listBriefs } from './brief/edit.server.ts'
import { eraseEndedWarnings } from './erase-ended.server.ts'
import { fieldIndicators } from './field/indicators.server.ts'
import { submissionSeries } from './field/submission-series.server.ts'

const database = testDatabase()
const owner = async (text: string, values: unknown[] = []) => (await database.owner.query(text, values)).rows
let network: NetworkId
let ana: TestPerson
let circle: TestCircle

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  ana = await makePerson(database, network, 'coordinator')
  circle = await makeTestCircle(database, network, 'warning', [ana])
})
const end = () => eraseEndedWarnings(database, { kind: 'system', network })

const submit = async (
  day: string,
  over: { place?: string; group?: string; level?: string; ended?: boolean } = {}
) => {
  const { place = 'ranilug', group = 'rk-zene', level = 'risk', ended = true } = over
  const row = id()
  await owner(
    `insert into risk.submissions (network_id, id, circle_id, epoch, form_id, form_version, matrix_id, matrix_version, filled_on, said_on, arrived_on,
       mode, language, category, settlement, level, informed, sent_by, sealed, erase_on)
     values ($1, $2, $3, 1, 'profil', '1', $2, 1, $4, $4, $4, 'openrosa', 'ps', $5, $6, $7, 'rights-ps', $8, 'sealed words',
       case when $9 then current_date else current_date + 1 end)`,
    [network, row, circle.id, day, group, place, level, ana.actor.account, ended]
  )
  await owner(`insert into risk.odk_arrivals (network_id, id, mark) values ($1, $2, sha256('x'))`, [
    network,
    row
  ])
  return row
}
const counted = () =>
  database.read('statistics', { network }, async tx => {
    const db = writeHandle(tx)
    const [profiled, informed] = fieldIndicators
    const values = []
    for (const indicator of [profiled!, informed!])
      for (const [from, to] of [
        ['2020-01-01', '2021-01-01'],
        ['2020-03-01', '2020-04-01'],
        ['2020-04-01', '2020-05-01']
      ]) {
        const value = await indicator.value(db, { from, to } as never)
        values.push(value.kind === 'count' ? value.value : undefined)
      }
    const weeks = await submissionSeries.rows(db, { from: '2020-03-30', to: '2020-04-01' }, 'Europe/Belgrade')
    return { values, week: weeks.reduce((sum, { n }) => sum + n, 0) }
  })

it('leaves of a questionnaire a line that is counted, in the week, and nothing that leads to somebody', async () => {
  // 30 and 31 March 2020 and 1 April are of one week, cut by the month
  const many = ['2020-03-31', '2020-03-31', '2020-03-30', '2020-04-01', '2020-06-17']
  for (const day of many) await submit(day)
  await submit('2020-06-18', { place: 'odevce' })
  await submit('2020-06-18', { group: 'rk-deca', level: 'urgent' })
  const staying = await submit('2020-07-01', { place: 'odevce', level: 'none', ended: false })
  const before = await counted()
  const ids = (await owner(`select id from risk.submissions where network_id = $1`, [network])).map(
    row => row.id
  )
  expect(await end()).toEqual({ submissions: 7, briefFacts: 0 })
  expect(await counted()).toEqual(before)
  const rows = await owner(
    `select *, filled_on::text as day from risk.submissions where network_id = $1 order by filled_on, category, settlement`,
    [network]
  )
  const ended = rows.filter(row => row.sealed === null)
  expect(ended.map(({ day, category, settlement }) => [day, category, settlement])).toEqual([
    ['2020-03-30', 'rk-zene', 'ranilug'],
    ['2020-03-30', 'rk-zene', 'ranilug'],
    ['2020-03-30', 'rk-zene', 'ranilug'],
    ['2020-04-01', 'rk-zene', 'ranilug'],
    ['2020-06-15', 'rk-zene', 'ranilug'],
    // the one of a hamlet keeps its group, which six share; the one child neither
    ['2020-06-15', 'rk-zene', null],
    ['2020-06-15', null, null]
  ])
  for (const row of ended)
    expect(row).toMatchObject({ circle_id: null, epoch: null, form_id: null, form_version: null, matrix_id: null, said_on: null, language: null, sent_by: null, erase_on: null, informed: 'yes' }) // prettier-ignore
  expect(ended.filter(row => ids.includes(row.id))).toEqual([])
  expect(rows.find(row => row.id === staying)).toMatchObject({ language: 'ps', settlement: 'odevce' })
  expect(await owner(`select id from risk.odk_arrivals where network_id = $1`, [network])).toEqual([
    { id: staying }
  ])
  const entries = await owner(
    `select detail from audit.entries where network_id = $1 and verb = 'submission.erase-ended'`,
    [network]
  )
  expect(entries).toMatchObject([{ detail: { boxes: 7, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } }])
  // the next night there is nothing to do, and nothing is entered
  expect(await end()).toEqual({ submissions: 0, briefFacts: 0 })
})

it('leaves nothing of a sealed brief, and a published one as it is', async () => {
  const begin = (month: string, way: string) =>
    beginBrief(ana.actor, BeginBrief.parse({ month, way, recipients: ['network'] }), {
      timezone: 'Europe/Belgrade',
      settlements: [],
      sources: []
    })
  await begin('2020-01', 'sealed')
  await begin('2020-02', 'published')
  await begin('2020-03', 'sealed')
  const [kept] = await owner(
    `select erase_on = (current_date + interval '60 months')::date as right from risk.briefs where network_id = $1 and month = '2020-01-01'`,
    [network]
  )
  expect(kept).toEqual({ right: true })
  await owner(
    `update risk.briefs set erase_on = current_date where network_id = $1 and month = '2020-01-01'`,
    [network]
  )
  expect((await end()).briefFacts).toBeGreaterThan(0)
  const facts = await owner(
    `select distinct month::text from risk.brief_facts where network_id = $1 order by 1`,
    [network]
  )
  expect(facts.map(row => row.month)).toEqual(['2020-02-01', '2020-03-01'])
  expect(
    (await listBriefs(ana.actor, 'Europe/Belgrade')).briefs.map(({ month }) => month).toSorted()
  ).toEqual(['2020-02', '2020-03'])
})
