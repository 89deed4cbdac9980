// What was handed to whom and what became of it (REP7): followed until the outcome, noticed by tokens, seen by the team alone.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  makeNetwork,
  makePerson,
  makeTestCircle,
  type TestCircle,
  type TestPerson
} from '#access/testing/people.ts'
import { useDatabase } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { setClock } from '#platform/clock.server.ts'
import { openServerKey } from '#platform/secret.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { base64url } from '#seal/index.ts'
import { subjectTokens, type Subject } from '#seal/match.ts'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { undoReportDecision } from './decide-report.server.ts'
import { RecordFollowStep, recordFollowStep, tellMore } from './follow-up.server.ts'
import { notePrintedSheet } from './hand-over.server.ts'
import { askSameSubject, listFollowed, SameSubject } from './list-followed.server.ts'
import { readReport } from './read-report.server.ts'
import { decideAs, newReport, refused, sealedBeside, timezone } from './testing/desk.ts'

const database = testDatabase()
let network: NetworkId
let mirjana: TestPerson
let lule: TestPerson
let stranger: TestPerson
let manager: TestPerson
let intake: TestCircle
let elsewhere: TestCircle
let clock = Date.parse('2026-03-03T10:00:00Z')

beforeAll(async () => {
  openServerKey(mkdtempSync(join(tmpdir(), 'fener-key-')))
  useDatabase(database)
  network = await makeNetwork(database)
  mirjana = await makePerson(database, network, 'operator')
  lule = await makePerson(database, network, 'operator')
  stranger = await makePerson(database, network, 'operator')
  manager = await makePerson(database, network, 'case-manager')
  intake = await makeTestCircle(database, network, 'intake', [mirjana, lule])
  elsewhere = await makeTestCircle(database, network, 'intake', [stranger])
})
beforeEach(() => setClock(() => new Date(clock)))

const decided = async (
  choice: Record<string, unknown> = { decision: 'police' },
  by = mirjana,
  circle = intake
) => {
  const { row } = await newReport({ network, intake: circle })
  const code = (await database.owner.query('select code from reports.envelopes where id = $1', [row])).rows[0]
    .code as string
  await decideAs(by, code, choice)
  return { code, row, page: await readReport(by.actor, code, timezone) }
}
const key = new Uint8Array(32).fill(9)
const wire = (subject: Subject) =>
  subjectTokens(key, subject).map(({ kind, inner }) => ({ kind, inner: base64url(inner) }))

const record = async (
  by: TestPerson,
  code: string,
  one: { id: string; facts: unknown[] },
  step: Record<string, unknown>,
  more: Record<string, unknown> = {}
) =>
  recordFollowStep(
    by.actor,
    code,
    one.id,
    RecordFollowStep.parse({ row: crypto.randomUUID(), epoch: 1, seen: one.facts.length, step, ...more }),
    timezone
  )
const sent = { kind: 'handed-over', on: '2026-03-03', way: 'letter' }
const first = async (code: string, by = mirjana) => (await readReport(by.actor, code, timezone)).followUps[0]!

describe('a follow-up', () => {
  it('begins with the decision for each body, and a decided report takes more', async () => {
    const { code, page } = await decided({ decision: 'police', also: ['labour-inspectorate'] })
    expect(page.followUps.map(f => [f.body, f.status, f.remindOn])).toContainEqual([
      'police',
      'to-send',
      '2026-03-05'
    ])
    await tellMore(lule.actor, code, { bodies: ['prosecutor', 'police'] }, timezone)
    const after = await readReport(lule.actor, code, timezone)
    expect(after.followUps.map(f => f.body).toSorted()).toEqual([
      'labour-inspectorate',
      'police',
      'prosecutor'
    ])
    const { row } = await newReport({ network, intake })
    const fresh = (await database.owner.query('select code from reports.envelopes where id = $1', [row]))
      .rows[0].code
    expect(await refused(tellMore(mirjana.actor, fresh, { bodies: ['police'] }, timezone))).toBe(
      'followed.decide-first'
    )
  })

  it('goes from sent to the outcome, with words sealed beside each step and a reminder until the end', async () => {
    const { code, page } = await decided()
    const note = await sealedBeside(
      mirjana,
      intake,
      { office: 'Stanica Gnjilane' },
      'followed',
      'reports.follow_up_facts'
    )
    await record(mirjana, code, page.followUps[0]!, sent, { ...note, remindOn: '2026-03-20' })
    const one = await first(code)
    expect([one.status, one.remindOn, one.sealed.length]).toEqual(['sent', '2026-03-20', 1])
    await record(lule, code, one, { kind: 'receipt-confirmed', on: '2026-03-03' })
    expect((await first(code)).remindOn, 'the usual period').toBe('2026-04-02')
    await record(lule, code, await first(code), {
      kind: 'body-decided',
      on: '2026-03-03',
      result: 'convicted'
    })
    const over = await first(code)
    expect([over.status, over.remindOn]).toEqual(['decided', null])
    expect(over.facts.map(f => f.kind)).toEqual([
      'follow-up-begun',
      'handed-over',
      'receipt-confirmed',
      'body-decided'
    ])
  })

  it('is recorded by one of two at once, and only on days that can be', async () => {
    const { code, page } = await decided()
    const one = page.followUps[0]!
    expect(await refused(record(mirjana, code, one, { ...sent, on: '2026-03-04' }))).toBe(
      'followed.not-yet-happened'
    )
    expect(await refused(record(mirjana, code, one, { ...sent, on: '2026-03-01' }))).toBe(
      'followed.too-early'
    )
    expect(await refused(record(mirjana, code, one, sent, { remindOn: '2026-03-03' }))).toBe(
      'followed.remind-later'
    )
    expect(await refused(record(mirjana, code, one, { kind: 'charges-brought', on: '2026-03-03' }))).toBe(
      'followed.not-now'
    )
    const both = await Promise.all([
      refused(record(mirjana, code, one, sent)),
      refused(record(lule, code, one, sent))
    ])
    expect(both.toSorted()).toEqual(['accepted', 'common.changed-by-other'])
  })

  it('once sent, keeps the decision from being undone', async () => {
    const { code, page } = await decided()
    expect(page.told).toBe(false)
    await record(mirjana, code, page.followUps[0]!, sent)
    expect((await readReport(lule.actor, code, timezone)).told).toBe(true)
    expect(await refused(undoReportDecision(lule.actor, code, timezone))).toBe('report.already-told')
  })

  it('does not exist for another circle, role or report', async () => {
    const { code, page } = await decided()
    const { code: otherCode } = await decided()
    const one = page.followUps[0]!
    for (const who of [stranger, manager])
      expect(await refused(record(who, code, one, sent))).toBe('common.not-found')
    expect(await refused(record(mirjana, otherCode, one, sent))).toBe('common.not-found')
    expect(await refused(record(mirjana, code, { id: crypto.randomUUID(), facts: [1] }, sent))).toBe(
      'common.not-found'
    )
    expect(await refused(notePrintedSheet(stranger.actor, code, { body: 'police', masked: true }))).toBe(
      'common.not-found'
    )
    await notePrintedSheet(lule.actor, code, { body: 'police', masked: true })
    const log = await database.owner.query(
      `select actor, detail from audit.entries where verb = 'report.hand-over' and subject = $1`,
      [`reports.envelopes/${page.id}`]
    )
    expect(log.rows).toEqual([
      { actor: `acc:${lule.actor.account}`, detail: { body: 'police', masked: true } }
    ])
  })
})

describe('the list of what is followed', () => {
  it('shows what is waited for, what is silent, what is over, by body, and only to its team', async () => {
    const waiting = await decided({ decision: 'other-body' })
    await record(mirjana, waiting.code, waiting.page.followUps[0]!, sent, { remindOn: '2026-03-10' })
    const over = await decided({ decision: 'other-body' })
    await record(mirjana, over.code, over.page.followUps[0]!, sent)
    await record(mirjana, over.code, await first(over.code), {
      kind: 'dropped',
      on: '2026-03-03',
      why: 'no-offence'
    })
    const undone = await decided({ decision: 'other-body' })
    await undoReportDecision(mirjana.actor, undone.code, timezone)
    const codes = async (which: 'waiting' | 'silent' | 'over', who = lule) =>
      (await listFollowed(who.actor, { which, body: 'other-body' }, timezone)).rows.map(r => [
        r.code,
        r.state
      ])
    expect(await codes('waiting')).toEqual([[waiting.code, 'ahead']])
    expect(await codes('silent')).toEqual([])
    expect(await codes('over')).toEqual([[over.code, null]])
    expect(
      (await listFollowed(lule.actor, { which: 'waiting', body: 'prosecutor' }, timezone)).rows
    ).not.toContainEqual(expect.objectContaining({ code: waiting.code }))
    expect(await codes('waiting', stranger)).toEqual([])
    expect(await refused(listFollowed(manager.actor, { which: 'waiting' }, timezone))).toBe(
      'common.not-found'
    )
    const before = clock
    clock = Date.parse('2026-03-12T10:00:00Z')
    expect(await codes('silent')).toEqual([[waiting.code, 'late']])
    clock = before
  })
})

describe('the same person or business', () => {
  const ask = (by: TestPerson, code: string, subject: Subject) =>
    askSameSubject(by.actor, code, SameSubject.parse({ tokens: wire(subject) }))

  it('is noticed in another report by its tokens, with a code word and no name', async () => {
    const followed = await decided()
    await record(mirjana, followed.code, followed.page.followUps[0]!, sent, {
      tokens: wire({ businesses: ['Hotel Sunce d.o.o.'], numbers: ['81 234 567'] })
    })
    const another = await decided({ decision: 'cannot-tell', reason: 'not-enough-known' })
    expect(another.page.subjectsAreFollowed).toBe(true)
    expect(await ask(lule, another.code, { businesses: ['hotel', 'Sunce Hotel', 'kod pumpe'] })).toEqual([
      { code: followed.code, body: 'police', status: 'sent' }
    ])
    expect(await ask(lule, another.code, { businesses: ['Hotel Luna'] })).toEqual([])
    expect(await ask(lule, followed.code, { businesses: ['Hotel Sunce'] }), 'not of itself').toEqual([])
    const foreign = await decided({ decision: 'police' }, stranger, elsewhere)
    expect(
      await ask(stranger, foreign.code, { businesses: ['Hotel Sunce'] }),
      'not for another team'
    ).toEqual([])
    expect(await refused(ask(stranger, followed.code, { businesses: ['Hotel Sunce'] }))).toBe(
      'common.not-found'
    )
    expect(await refused(ask(manager, followed.code, { businesses: ['Hotel Sunce'] }))).toBe(
      'common.not-found'
    )
  })

  it('stands in the database as bytes that neither side alone could have made', async () => {
    const kept = (await database.owner.query('select token from reports.subject_tokens')).rows
    const inners = subjectTokens(key, { businesses: ['Hotel Sunce'] }).map(t => Buffer.from(t.inner))
    expect(kept.length).toBeGreaterThan(0)
    for (const { token } of kept)
      for (const inner of inners) expect(Buffer.compare(token, inner.subarray(0, 16))).not.toBe(0)
  })

  it('is replaced when it turns out to be another', async () => {
    const { code, page } = await decided()
    await record(mirjana, code, page.followUps[0]!, sent, { tokens: wire({ names: ['Petar Petrović'] }) })
    await record(
      mirjana,
      code,
      await first(code),
      { kind: 'noted', on: '2026-03-03' },
      {
        tokens: wire({ names: ['Pavle Pavlović'] })
      }
    )
    const { code: asking } = await decided()
    expect(await ask(lule, asking, { names: ['Petar Petrović'] })).toEqual([])
    expect(await ask(lule, asking, { names: ['Павле Павловић'] })).toMatchObject([{ code }])
  })

  it('asks with tokens only', () => {
    expect(SameSubject.safeParse({ tokens: [] }).success).toBe(false)
    expect(SameSubject.safeParse({ tokens: [{ kind: 'business', inner: 'Hotel Sunce' }] }).success).toBe(
      false
    )
    expect(SameSubject.safeParse({ tokens: wire({ names: ['A B'] }), names: ['A B'] }).success).toBe(false)
  })
})
