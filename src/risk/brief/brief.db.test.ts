// A brief from its first words to its readers, in real PostgreSQL.
import { beforeAll, describe, expect, it } from 'vitest'
import {
  makeNetwork,
  makePerson,
  makeTestCircle,
  type TestCircle,
  type TestPerson
} from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { addDays } from '#kernel/period.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { base64url, seal } from '#seal/index.ts'
import { submissionSeries } from '../field/submission-series.server.ts'
import { AdvanceBrief, advanceBrief } from './advance.server.ts'
import { BeginBrief, beginBrief, EditBrief, editBrief, listBriefs } from './edit.server.ts'
import { listPublishedBriefs, readBrief, readPublishedBrief } from './read.server.ts'
import { riseId } from '../trends/rises.ts'
import { findInMonth } from './found.server.ts'
import { briefValues } from './values.server.ts'

const database = testDatabase()
const timezone = 'Europe/Belgrade'
const looking = { sources: [submissionSeries], timezone }
let network: NetworkId
let ana: TestPerson
let lule: TestPerson
let boss: TestPerson
let officer: TestPerson
let circle: TestCircle

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  ana = await makePerson(database, network, 'operator')
  lule = await makePerson(database, network, 'operator')
  boss = await makePerson(database, network, 'coordinator')
  officer = await makePerson(database, network, 'monitoring-officer')
  circle = await makeTestCircle(database, network, 'warning', [ana, lule, boss])
})

const refused = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'accepted',
    (error: { code?: string }) => String(error.code ?? error)
  )
const begin = (who: TestPerson, input: object) =>
  beginBrief(who.actor, BeginBrief.parse(input), { ...looking, settlements: [] })
const edit = (who: TestPerson, month: string, input: object) =>
  editBrief(who.actor, month, EditBrief.parse({ section: 'next', block: 'next-text', ...input }), timezone)
const go = (who: TestPerson, month: string, input: object) =>
  advanceBrief(who.actor, month, AdvanceBrief.parse(input), looking)
const alertOn = (day: string, closed: string | null, over: { reason?: string; kind?: string } = {}) =>
  database.owner.query(
    `insert into risk.alerts (network_id, id, circle_id, source_kind, source_id, kind, category, level, why, raised_on, state, due_at, outcome, reason, closed_on)
     values ($1, gen_random_uuid(), $2, $5, gen_random_uuid()::text, 'several', 'rk-zene', 'risk', '{"code":"signs","params":{}}', $3::date,
       case when $4::date is null then 'waiting' else 'closed' end, case when $4::date is null then now() end,
       case when $4::date is null then null else 'did-not' end, $6, $4::date)`,
    [network, circle.id, day, closed, over.kind ?? 'hand', over.reason ?? null]
  )

describe('the numbers of a month', () => {
  it('are those of its first to its last day, without what was no risk, and small ones as a class', async () => {
    await alertOn('2020-02-29', null)
    await alertOn('2020-05-01', null)
    for (let n = 0; n < 5; n++) await alertOn(n ? '2020-03-31' : '2020-03-01', null)
    await alertOn('2020-03-10', '2020-04-01', { reason: 'mistake' })
    await alertOn('2020-03-15', null, { kind: 'statistics' })
    const shown = await briefValues(network, '2020-03', [], [])
    const of = (chip: string) => shown.get(chip)?.shown
    expect(of('risks-recognised')).toEqual({ kind: 'count', value: { shown: 6 } })
    // shown beside its sum it would say that all the others are none
    expect(of('of-rk-zene')).toEqual({ kind: 'count', value: { hidden: 'partner' } })
    expect(of('risks-closed')).toEqual({ kind: 'count', value: { fewerThan: 5 } })
    // an edition said 8: the difference of two would be 2 people's reports
    const before = new Map(
      [...shown].map(([chip, v]) => [
        chip,
        chip === 'risks-recognised' ? { ...v, shown: { kind: 'count' as const, value: { shown: 8 } } } : v
      ])
    )
    expect((await briefValues(network, '2020-03', [], [before])).get('risks-recognised')?.shown).not.toEqual({
      kind: 'count',
      value: { shown: 6 }
    })
  })
})

describe('what trends and scans found in a month', () => {
  const found = async (month: string) => {
    const { values, rises } = await findInMonth(ana.actor, month, looking)
    return { rises, of: Object.fromEntries(values.map(({ chip, shown }) => [chip, shown])) }
  }
  const few = { kind: 'count', value: { fewerThan: 5 } }
  const handIn = (day: string, n: number) =>
    database.owner.query(
      `insert into risk.submissions (network_id, id, circle_id, epoch, form_id, form_version, filled_on, arrived_on, mode, language,
         settlement, level, sent_by, sealed, erase_on)
       select $1, gen_random_uuid(), $2, 1, 'f', '1', $3::date, $3::date, 'field', 'sr', 'ranilug', 'risk', $4, '\\x00', '2099-01-01'
       from generate_series(1, $5)`,
      [network, circle.id, day, ana.actor.account, n]
    )
  const scan = (until: string, clusters: string[]) =>
    database.owner.query(
      `insert into risk.scans (network_id, id, circle_id, method, ran_on, found, told, at, account_id)
       values ($1, gen_random_uuid(), $2, 'places', $3, $4, $5, now(), $6)`,
      [
        network,
        circle.id,
        { method: 'places', what: 'signs', from: '2019-06-01', to: until, periodDays: 28 },
        {
          kind: 'by-population',
          groups: clusters.map(place => ({
            places: [place],
            observed: 16,
            expected: 6.2,
            chance: { once: 200, rarer: false }
          }))
        },
        {
          until,
          kind: 'by-population',
          replicates: 999,
          seed: 77,
          clusters: clusters.map(place => `cluster:${place}`)
        },
        ana.actor.account
      ]
    )

  it('is looked for in the counts themselves, each month as it was on its last day, and never counted twice', async () => {
    const year = new Date().getUTCFullYear() - 2
    for (let week = 0; week < 150; week++) await handIn(addDays(`${year - 2}-01-02`, week * 7), 1)
    await handIn(`${year}-05-20`, 9)
    await handIn(`${year}-05-27`, 9)
    const may = await found(`${year}-05`)
    expect(may.rises.length).toBeGreaterThan(0)
    expect(may.of.rises).toEqual(few)
    // nobody has looked for clusters: that is not "none"
    expect(may.of.clusters).toBe('not-set')
    expect(JSON.stringify(may.of['how-found'])).toContain('Nobody looked for clusters')
    expect((await found(`${year}-02`)).rises).toEqual([])
    // the alert of the night is the same rise; said to be a mistake it is none at all
    const [rise] = may.rises
    await database.owner.query(
      `insert into risk.alerts (network_id, id, circle_id, source_kind, source_id, kind, level, why, raised_on, state, outcome, reason, closed_on)
       values ($1, gen_random_uuid(), $2, 'statistics', $3, 'several', 'risk', '{"code":"signs","params":{}}', $4::date, 'closed', 'did-not', 'mistake', $4::date)`,
      [network, circle.id, riseId(rise!), `${year}-05-28`]
    )
    expect((await found(`${year}-05`)).rises).toHaveLength(may.rises.length - 1)
  })

  it('counts the clusters of the last scan of the month, with its method, seed and last day, and no place', async () => {
    await scan('2019-08-10', ['a', 'b'])
    await scan(
      '2019-08-20',
      Array.from({ length: 6 }, (_, i) => `v${i}`)
    )
    const { of } = await found('2019-08')
    expect(of.clusters).toEqual({ kind: 'count', value: { shown: 6 } })
    expect(of['how-found']).toMatchObject({
      value: {
        en: 'Rises: the Bayesian bound over past years, in a first year EARS C2; data until 31 August 2019. Clusters: Kulldorff’s scan with circles, by the number of people; chance was tried 999 times, seed 77, data until 20 August 2019.',
        sr: expect.stringContaining('broj proba slučaja 999, početni broj 77, podaci do 20. avgusta 2019.')
      }
    })
    expect(JSON.stringify(of)).not.toMatch(/v0|ranilug/)
    // to whoever is not in the circle the same numbers, and nothing else
    const outside = await findInMonth(officer.actor, '2019-08', looking)
    expect(outside.values.find(v => v.chip === 'clusters')!.shown).toEqual(of.clusters)
  })

  it('stands in a sealed brief as sentences, in a public one as locked numbers that follow until it is sent', async () => {
    await begin(ana, { month: '2019-08', way: 'sealed', recipients: ['network'] })
    const sealed = JSON.stringify((await readBrief(ana.actor, '2019-08', timezone)).facts[0])
    expect(sealed).toContain('the number of people')
    expect(sealed).toMatch(
      /there were 16 signs in v0, where 6 would be expected; chance alone does this about 1 time in 200/
    )
    await scan('2019-09-10', ['a'])
    await begin(officer, { month: '2019-09', way: 'published', recipients: ['ministry'] })
    const page = await readBrief(officer.actor, '2019-09', timezone)
    expect(page.values.find(v => v.chip === 'clusters')!.shown).toEqual(few)
    expect(JSON.stringify(page.facts)).not.toContain('lie together in')
    await scan(
      '2019-09-30',
      Array.from({ length: 7 }, (_, i) => `v${i}`)
    )
    await go(officer, '2019-09', { step: 'send', approver: lule.actor.account })
    const sent = await readBrief(lule.actor, '2019-09', timezone)
    expect(sent.values.find(v => v.chip === 'clusters')!.shown).toEqual({
      kind: 'count',
      value: { shown: 7 }
    })
  })
})

describe('a public brief', () => {
  it('is begun once, not of a month to come, and written by nobody over another’s words', async () => {
    const input = { month: '2020-03', way: 'published', recipients: ['ministry', 'network'] }
    expect(await refused(begin(ana, { ...input, month: '2099-01' }))).toBe('brief.not-yet')
    await begin(ana, input)
    expect(await refused(begin(lule, input))).toBe('brief.there-already')
    const page = await readBrief(officer.actor, '2020-03', timezone)
    expect(page.recipients).toEqual(['network', 'ministry'])
    const before = 'Mreža nastavlja da prati znake i molimo sve koji ih primete da se jave.'
    await edit(lule, '2020-03', { language: 'sr', before, text: 'Lule.' })
    expect(await refused(edit(ana, '2020-03', { language: 'sr', before, text: 'Ana.' }))).toBe(
      'common.changed-by-other'
    )
    expect(
      await refused(edit(ana, '2020-03', { language: 'sr', before: 'Lule.', text: '[[value:nema]]' }))
    ).toBe('report.unknown-chip')
    expect(await refused(go(ana, '2020-03', { step: 'send', approver: lule.actor.account }))).toBe(
      'report.not-translated'
    )
    const en = 'The network goes on watching for signs, and asks everybody who notices them to tell us.'
    await edit(ana, '2020-03', { language: 'en', before: en, text: 'Lule, in English.' })
    const sq = 'Rrjeti vazhdon t’i ndjekë shenjat dhe u lutemi të gjithëve që i vërejnë të na lajmërojnë.'
    await edit(ana, '2020-03', { language: 'sq', before: sq, text: 'Lule, shqip.' })
  })

  it('is approved by the one who was named, published for readers without an account, and corrected by another edition', async () => {
    const month = '2020-03'
    expect(await refused(go(ana, month, { step: 'send', approver: ana.actor.account }))).toBe(
      'brief.second-person'
    )
    await go(ana, month, { step: 'send', approver: lule.actor.account })
    expect(await refused(go(boss, month, { step: 'approve' }))).toBe('brief.not-the-approver')
    expect(await refused(readPublishedBrief(network, month, 'sq'))).toBe('common.not-found')
    await go(lule, month, { step: 'approve' })
    // whatever is counted from here on does not reach this edition
    await alertOn('2020-03-20', null)
    expect(await refused(go(lule, month, { step: 'publish' }))).toBe('common.not-found')
    await go(officer, month, { step: 'publish' })
    const read = await readPublishedBrief(network, month, 'sr-Cyrl')
    expect(read.tree.title).toBe('Преглед стања, рано упозорење: март 2020')
    expect(JSON.stringify(read.tree)).toContain('"6"')
    expect(Buffer.from(read.pdf).subarray(0, 5).toString()).toBe('%PDF-')
    expect((await listPublishedBriefs(network)).map(b => b.month)).toEqual([month])

    const reason = { sr: 'Ispravka.', sq: 'Korrigjim.', en: 'A correction.' }
    await go(ana, month, { step: 'correct', reason })
    for (const [language, text] of [
      ['sr', 'Novo.'],
      ['en', 'New.'],
      ['sq', 'E re.']
    ] as const) {
      const { facts } = await readBrief(ana.actor, month, timezone)
      const before = facts.findLast(f => f.kind === 'section-edited' && f.language === language)
      await edit(ana, month, { language, before: (before as { text: string }).text, text })
    }
    await go(ana, month, { step: 'send', approver: boss.actor.account })
    await go(boss, month, { step: 'approve' })
    await go(boss, month, { step: 'publish' })
    expect((await readPublishedBrief(network, month, 'en')).edition).toBe(2)
    const first = JSON.stringify((await readPublishedBrief(network, month, 'en', 1)).tree)
    expect(first).toContain('Lule, in English.')
    // seven beside six would be one person's report
    expect(JSON.stringify((await readPublishedBrief(network, month, 'en')).tree)).not.toContain('"7"')
  })
})

describe('a sealed brief', () => {
  const month = '2020-04'
  const words = async (text: string) => {
    const fact = crypto.randomUUID()
    const ctx = {
      network,
      table: 'risk.brief_facts',
      row: fact,
      circle: circle.id,
      epoch: 1,
      purpose: 'brief',
      rev: 1
    }
    const sealed = await seal({ text }, { kind: 'brief', ctx, at: null, recipients: [circle.keys.recipient] })
    return { fact, words: { epoch: 1, sealed: base64url(sealed) } }
  }

  it('belongs to the circle, holds no word in clear, and is published nowhere', async () => {
    expect(() => BeginBrief.parse({ month, way: 'sealed', recipients: ['ministry'] })).toThrow()
    expect(await refused(begin(officer, { month, way: 'sealed', recipients: ['network'] }))).toBe(
      'common.not-found'
    )
    await begin(ana, { month, way: 'sealed', recipients: ['network'] })
    expect(await refused(readBrief(officer.actor, month, timezone))).toBe('common.not-found')
    expect((await listBriefs(officer.actor, timezone)).briefs.map(b => b.month)).not.toContain(month)
    expect(await refused(edit(ana, month, { language: 'sr', before: 'x', text: 'u jasnom' }))).toBe(
      'input.malformed'
    )
    for (const language of ['sr', 'sq', 'en'])
      await edit(ana, month, { language, seen: 4, ...(await words(`MARKER ${language}`)) })
    expect(await refused(edit(lule, month, { language: 'sr', seen: 1, ...(await words('preko')) }))).toBe(
      'common.changed-by-other'
    )
    const kept = await database.owner.query(
      `select detail::text || encode(coalesce(sealed, ''), 'escape') as all from risk.brief_facts where month = '2020-04-01'`
    )
    expect(JSON.stringify(kept.rows)).not.toContain('MARKER')
    expect(Object.keys((await readBrief(lule.actor, month, timezone)).words)).toHaveLength(3)
    await go(ana, month, { step: 'send', approver: boss.actor.account })
    await go(boss, month, { step: 'approve' })
    await go(boss, month, { step: 'publish' })
    expect(await refused(readPublishedBrief(network, month, 'sq'))).toBe('common.not-found')
    expect((await listPublishedBriefs(network)).map(b => b.month)).not.toContain(month)
  })
})
