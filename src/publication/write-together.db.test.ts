// PLN5: several people write one report, named people approve it, and nothing that was approved moves by itself.
import { readFileSync } from 'node:fs'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeNetwork, makePerson } from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { StaffActor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import { loadNetworkProfile } from '#kernel/network-profile.ts'
import { makeNetworkWithPlan } from '#plan/testing/network.ts'
import { setClock } from '#platform/clock.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { advanceReport, type AdvanceReport } from './advance-report.server.ts'
import type { ReportSources } from './annual-report.server.ts'
import { changeBlocks, draft, editReport } from './edit-report.server.ts'
import { nationalForm } from './national-form.server.ts'
import { findReportToApprove, readPublished, readReportOf } from './read-report.server.ts'
import { commentReport, keepWriting } from './write-together.server.ts'

const database = testDatabase()
const timezone = 'Europe/Belgrade'
const year = 2026
const profile = loadNetworkProfile(readFileSync('strategy/ranilug-network.yaml', 'utf8'))
const sources: ReportSources = {
  targets: async () => new Map([['a1-p2', { at: 'least' as const, number: 200 }]]),
  evaluations: async () => [],
  places: async () => undefined
}

let network: NetworkId
let monitor: StaffActor
let first: StaffActor
let second: StaffActor
let operator: StaffActor

beforeAll(() => useDatabase(database))
beforeEach(async () => {
  network = await makeNetworkWithPlan(database)
  if (!profile.ok) throw new Error('the shipped profile does not load')
  await owner('update identity.networks set profile = $2 where network_id = $1', [network, profile.profile])
  monitor = (await makePerson(database, network, 'monitoring-officer')).actor
  first = (await makePerson(database, network, 'coordinator')).actor
  second = (await makePerson(database, network, 'coordinator')).actor
  operator = (await makePerson(database, network, 'operator')).actor
  at('2027-01-12T09:00:00Z')
  await draft(monitor, year, timezone, sources)
})
const owner = async (text: string, values: unknown[] = []) => (await database.owner.query(text, values)).rows
const at = (instant: string) => setClock(() => new Date(instant))
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (e: { code?: string; status?: number }) => `${e.status} ${e.code}`
  )
const read = (actor = monitor) => readReportOf(actor, year, timezone)
const step = (by: StaffActor, input: AdvanceReport) =>
  advanceReport(by, year, input, timezone, 'https://fener.example')
const send = (...approvers: StaffActor[]) =>
  step(monitor, { step: 'send', approvers: approvers.map(a => a.account) })
const setValue = (n: number) =>
  owner(
    `insert into plan.indicator_values (network_id, id, indicator, period_from, period_to, value, source, definition, evidence, at)
     values ($1, gen_random_uuid(), 'a1-p2', '2026-01-01', '2027-01-01', $2, 'by-hand', 1, 'x', now())`,
    [network, { kind: 'count', value: n, breakdown: [], counted: 0 }]
  )
const typing = (words: string | null, block = 'short-who') =>
  ({ block, language: 'sr', before: 'Pre.', words }) as const

describe('writing together', () => {
  it('keeps what is typed for its writer alone, and tells the others for three minutes that somebody writes', async () => {
    await keepWriting(monitor, year, typing('Pišem …'))
    expect((await read()).kept).toEqual([
      { block: 'short-who', language: 'sr', before: 'Pre.', words: 'Pišem …' }
    ])
    const other = await read(first)
    expect(other.kept).toEqual([])
    expect(other.writing).toEqual([{ block: 'short-who', language: 'sr', who: monitor.name }])
    expect(JSON.stringify(other)).not.toContain('Pišem …')
    at('2027-01-12T09:04:00Z')
    expect((await read(first)).writing).toEqual([])
    expect((await read()).kept).toHaveLength(1)
    await keepWriting(monitor, year, typing(null))
    expect((await read()).kept).toEqual([])
  })

  it('lets go of what is kept when it is saved, and when the report is drafted anew', async () => {
    const block = (await read()).report.sections[0]!.blocks[0]!
    const before = block.kind === 'words' ? block.text.sr : ''
    await keepWriting(monitor, year, typing('Novo.'))
    await editReport(
      monitor,
      year,
      { section: 'short', block: 'short-who', language: 'sr', before, text: 'Novo.' },
      timezone
    )
    expect((await read()).kept).toEqual([])
    await keepWriting(monitor, year, typing('Opet.'))
    await draft(first, year, timezone, sources)
    expect((await read()).kept).toEqual([])
  })

  it('removes nobody’s paragraph while they write in it, nor one that says otherwise by now', async () => {
    const { block } = await changeBlocks(
      monitor,
      year,
      { step: 'add', section: 'money', after: 'money-intro' },
      timezone
    )
    const empty = { sr: '', sq: '', en: '' }
    const remove = (by: StaffActor, before = empty) =>
      refused(changeBlocks(by, year, { step: 'remove', section: 'money', block, before }, timezone))
    await keepWriting(first, year, typing('Moje reči', block))
    expect(await remove(monitor)).toBe('409 report.being-written')
    await keepWriting(first, year, typing(null, block))
    await editReport(
      first,
      year,
      { section: 'money', block, language: 'sr', before: '', text: 'Moje reči' },
      timezone
    )
    expect(await remove(monitor)).toBe('409 common.changed-by-other')
    expect(await remove(monitor, { ...empty, sr: 'Moje reči' })).toBe('accepted')
    expect(
      await refused(
        changeBlocks(
          monitor,
          year,
          { step: 'remove', section: 'money', block: 'money-intro', before: empty },
          timezone
        )
      )
    ).toMatch(/^4(09|22) /)
  })

  it('is commented by everybody at the desk, written by few, and a comment stays when it is settled', async () => {
    await commentReport(operator, year, { step: 'say', block: 'short-who', words: 'Nedostaje škola.' })
    const [comment] = (await read()).comments
    expect(comment).toMatchObject({ words: 'Nedostaje škola.', who: operator.name, resolved: null })
    await commentReport(monitor, year, { step: 'resolve', comment: comment!.id })
    await commentReport(first, year, { step: 'resolve', comment: comment!.id })
    expect((await read()).comments).toMatchObject([
      { words: 'Nedostaje škola.', resolved: { who: monitor.name } }
    ])
    expect(await refused(keepWriting(operator, year, typing('x')))).toBe('404 common.not-found')
    const elsewhere = (await makePerson(database, await makeNetwork(database), 'coordinator')).actor
    expect(await refused(commentReport(elsewhere, year, { step: 'resolve', comment: comment!.id }))).toBe(
      '404 common.not-found'
    )
  })
})

describe('approval by named people', () => {
  it('waits for each of them, prints their names and offices, and is asked of nobody else', async () => {
    expect(await refused(send(operator))).toBe('404 common.not-found')
    await send(first, second)
    expect(await findReportToApprove(second)).toBe(year)
    await step(second, { step: 'approve' })
    expect(await findReportToApprove(second)).toBeNull()
    expect(await findReportToApprove(first)).toBe(year)
    expect(await refused(step(second, { step: 'approve' }))).toBe('409 report.not-now')
    expect((await read()).report.status).toBe('waiting')
    await step(first, { step: 'approve' })
    await step(first, { step: 'publish' })
    expect(
      await refused(commentReport(operator, year, { step: 'say', block: 'short-who', words: 'Kasno.' }))
    ).toBe('409 report.not-now')
    const { tree, docx } = await readPublished(network, year, 'en')
    const approved = JSON.stringify(tree.sections.at(-1))
    for (const { name } of [first, second]) expect(approved).toContain(name)
    expect(approved).toContain('Coordinator')
    expect(Buffer.from(docx!).subarray(0, 2).toString()).toBe('PK')
    const number = tree.numbers!.find(n => n.chip === 'tasks-total')!
    expect(number).toMatchObject({ text: '24', period: '2026' })
    expect(number.how).toContain('tasks')
  })

  it('is not of whoever wrote it alone', async () => {
    await draft(first, year, timezone, sources)
    expect(await refused(send(first))).toBe('409 report.only-writer')
    expect((await read()).approvers.find(p => p.id === first.account)!.onlyWriter).toBe(true)
    expect(await refused(send(second))).toBe('accepted')
  })

  it('tells what changed since, and takes nothing of it in', async () => {
    await setValue(141)
    await send(first)
    await step(first, { step: 'approve' })
    expect((await read()).moved).toEqual([])
    await setValue(142)
    expect((await read()).moved.map(m => [m.chip, m.before, m.now])).toEqual([
      ['a1-p2', { kind: 'count', value: { shown: 141 } }, { kind: 'count', value: { shown: 142 } }]
    ])
    await step(first, { step: 'publish' })
    expect((await read()).moved.map(m => m.chip)).toEqual(['a1-p2'])
    const { body } = await nationalForm(monitor, year, 'csv', 'en', timezone, async () => new Map())
    const row = String(body)
      .split('\r\n')
      .find(r => r.includes('"a1-p2"'))!
    expect(row).toContain('"≥ 200","141"')
  })

  it('gives the Ministry nothing before it is published', async () => {
    expect(await refused(nationalForm(monitor, year, 'xml', 'en', timezone, async () => new Map()))).toBe(
      '404 common.not-found'
    )
  })
})
