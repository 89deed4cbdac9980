// The end of a report (REP6): told before, put off with a reason, and then gone. That its bytes leave the files: erased-bytes.db.test.ts.
import { readFileSync } from 'node:fs'
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
import { testDatabase } from '#platform/testing/test-database.ts'
import { random } from '#seal/index.ts'
import { comeBack } from './come-back.server.ts'
import { eraseEnded } from './erase-ended.server.ts'
import { RecordFollowStep, recordFollowStep } from './follow-up.server.ts'
import { keepLonger, KeepLonger, listLeaving } from './keep-longer.server.ts'
import { listInbox } from './list-inbox.server.ts'
import { readReport } from './read-report.server.ts'
import { eraseMine } from './reply.server.ts'
import { reopenReport } from './reopen-report.server.ts'
import { assessAs, decideAs, messageTo, newReport, refused, sealedBeside, timezone } from './testing/desk.ts'

const database = testDatabase()
let network: NetworkId
let mirjana: TestPerson
let stranger: TestPerson
let intake: TestCircle
let clock = Date.parse('2026-03-03T10:00:00Z')

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  mirjana = await makePerson(database, network, 'operator')
  stranger = await makePerson(database, network, 'operator')
  intake = await makeTestCircle(database, network, 'intake', [mirjana])
  await makeTestCircle(database, network, 'intake', [stranger])
})
beforeEach(() => setClock(() => new Date(clock)))

const on = (day: string) => (clock = Date.parse(`${day}T10:00:00Z`))
const one = async (sql: string, values: unknown[] = []) => (await database.owner.query(sql, values)).rows[0]
const arrived = async (over: Parameters<typeof newReport>[1] = {}) => {
  const sent = await newReport({ network, intake }, over)
  const { code } = await one('select code from reports.envelopes where id = $1', [sent.row])
  return { ...sent, code: code as string }
}
const closed = { decision: 'not-trafficking', reason: 'no-signs' }

const countsOf = async (row: string) =>
  (
    await one(
      `select detail->'counts' as counts from reports.facts where report_id = $1 and kind = 'report-decided'`,
      [row]
    )
  ).counts

it('what was noted for the counts stays when the period ends a report, and goes when its reporter erases it', async () => {
  on('2025-03-03')
  const counts = { settlement: 'ranilug', sign: 'recruitment' }
  await database.owner.query(
    `update identity.networks set profile = profile || '{"settlements": [{"id": "ranilug"}]}' where network_id = $1`,
    [network]
  )
  const [kept, gone] = [await arrived(), await arrived()]
  for (const { code } of [kept, gone]) await decideAs(mirjana, code, { ...closed, counts })
  await eraseMine(network, gone.receipt, timezone)
  expect([await countsOf(kept.row), await countsOf(gone.row)]).toEqual([counts, counts])
  on('2025-09-03')
  await eraseEnded(database, [])
  expect([await countsOf(kept.row), await countsOf(gone.row)]).toEqual([counts, null])
})

describe('before the end', () => {
  it('the person behind the code is told the day once the decision stands, and not before', async () => {
    on('2026-03-03')
    const { code, receipt } = await arrived()
    await decideAs(mirjana, code, closed)
    expect((await comeBack(network, receipt)).report.eraseOn).toBeNull()
    clock += 11 * 60_000
    expect((await comeBack(network, receipt)).report.eraseOn).toBe('2026-06-01')
  })

  it('the desk lists what the next thirty days erase, and keeps longer with a reason and a day', async () => {
    on('2026-03-03')
    const { code } = await arrived()
    await decideAs(mirjana, code, closed)
    const leaving = async (who = mirjana) =>
      (await listLeaving(who.actor, timezone)).rows.find(r => r.code === code)
    expect(await leaving()).toBeUndefined()
    on('2026-05-10')
    expect(await leaving()).toMatchObject({
      eraseOn: '2026-06-01',
      decision: 'not-trafficking',
      followed: false
    })
    expect(await leaving(stranger)).toBeUndefined()
    const keep = (until: string, who = mirjana) =>
      refused(keepLonger(who.actor, code, KeepLonger.parse({ until, reason: 'court-asks' }), timezone))
    expect(await keep('2026-05-20')).toBe('report.keep-until-later')
    expect(await keep('2029-01-01')).toBe('report.keep-until-when')
    expect(await keep('2026-09-01', stranger)).toBe('common.not-found')
    expect(await keep('2026-09-01')).toBe('accepted')
    expect(await leaving()).toBeUndefined()
    on('2026-06-02')
    await eraseEnded(database, [])
    expect((await readReport(mirjana.actor, code, timezone)).eraseOn).toBe('2026-09-01')
  })

  it('what was decided before there was an end gets the same one when the database is brought up to date', async () => {
    on('2026-08-31')
    const codes: string[] = []
    for (const choice of [closed, { ...closed, decision: 'cannot-tell' }, { decision: 'police' }]) {
      const { code } = await arrived()
      await decideAs(mirjana, code, choice)
      codes.push(code)
    }
    const gone = await arrived()
    await eraseMine(network, gone.receipt, timezone)
    codes.push(gone.code)
    const undecided = await arrived()
    const ends = async () =>
      (
        await database.owner.query(
          'select code, erase_on from reports.envelopes where code = any($1) order by code',
          [[...codes, undecided.code]]
        )
      ).rows
    const before = await ends()
    await database.owner.query('update reports.envelopes set erase_on = null where code = any($1)', [codes])
    const migration = readFileSync(new URL('../../db/migrations/0016_triage.sql', import.meta.url), 'utf8')
    const [backfill] = /create policy backfill on[^]*drop policy backfill on reports\.facts;/.exec(migration)!
    await database.owner.query(`begin; set local role fener_owner; ${backfill} commit;`)
    expect(await ends()).toEqual(before)
    expect(before.filter(row => row.erase_on === null)).toEqual([{ code: undecided.code, erase_on: null }])
  })

  it('a reopened report has no end; what nobody decided has none either', async () => {
    on('2026-03-03')
    const waiting = await arrived()
    const { code } = await arrived()
    await decideAs(mirjana, code, closed)
    clock += 11 * 60_000
    const page = await readReport(mirjana.actor, code, timezone)
    await reopenReport(mirjana.actor, code, { seen: page.facts.length, reason: 'new-information' }, timezone)
    on('2030-01-01')
    await eraseEnded(database, [])
    for (const kept of [code, waiting.code])
      expect((await readReport(mirjana.actor, kept, timezone)).sealed).not.toBeNull()
  })
})

describe('at the end', () => {
  it('everything sealed goes, with keys and code; that a report came and went stays, with a certificate', async () => {
    on('2026-03-03')
    const file = random(2_000)
    const { row, code, receipt, reporter } = await arrived({ file })
    await readReport(mirjana.actor, code, timezone)
    await messageTo(mirjana, intake, code, reporter)
    await assessAs(mirjana, intake, code, (await readReport(mirjana.actor, code, timezone)).facts.length)
    await decideAs(mirjana, code, { decision: 'police' })
    const [followUp] = (await readReport(mirjana.actor, code, timezone)).followUps
    await recordFollowStep(
      mirjana.actor,
      code,
      followUp!.id,
      RecordFollowStep.parse({
        ...(await sealedBeside(mirjana, intake, { office: 'x' }, 'followed', 'reports.follow_up_facts')),
        seen: 1,
        step: { kind: 'handed-over', on: '2026-03-03', way: 'letter' }
      }),
      timezone
    )
    on('2027-03-02')
    expect((await eraseEnded(database, [])).filter(c => c.report === row)).toEqual([])
    on('2027-03-03')
    const [certificate] = (await eraseEnded(database, [])).filter(c => c.report === row)
    expect(certificate).toMatchObject({ boxes: 6, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(await eraseEnded(database, []), 'a second night has nothing to do').toEqual([])

    const left = await one('select * from reports.envelopes where id = $1', [row])
    expect(left).toMatchObject({
      code,
      arrived_on: '2026-03-03',
      status: 'erased',
      sealed: null,
      reporter_recipient: '',
      due_on: null,
      erase_on: null
    })
    for (const table of ['messages', 'receipts', 'files'])
      expect(await one(`select count(*) as n from reports.${table} where report_id = $1`, [row])).toEqual({
        n: 0
      })
    const facts = (
      await database.owner.query('select kind, sealed from reports.facts where report_id = $1 order by no', [
        row
      ])
    ).rows
    expect(facts.map(f => f.kind)).toEqual(['report-opened', 'report-decided', 'report-erased'])
    const notes = (
      await database.owner.query(
        'select kind, sealed from reports.follow_up_facts where follow_up_id = $1 order by no',
        [followUp!.id]
      )
    ).rows
    expect(notes).toEqual([
      { kind: 'follow-up-begun', sealed: null },
      { kind: 'handed-over', sealed: null }
    ])
    for (const fact of facts) expect(fact.sealed).toBeNull()
    expect(await refused(comeBack(network, receipt))).toBe('receipt.unknown')
    const page = await readReport(mirjana.actor, code, timezone)
    expect(page.report).toMatchObject({ status: 'erased', erased: { on: '2027-03-03', because: 'period' } })
    expect(page.followUps[0]?.status).toBe('sent')
    expect((await listInbox(mirjana.actor, 'done', timezone)).rows.some(r => r.code === code)).toBe(true)
    const entry = await one(
      `select actor, circle_id, detail from audit.entries where verb = 'report.erase-ended' and subject = $1`,
      [`reports.envelopes/${row}`]
    )
    expect(entry).toEqual({
      actor: 'system',
      circle_id: intake.id,
      detail: {
        because: 'period',
        sha256: certificate!.sha256,
        boxes: 6,
        messages: 1,
        files: 1,
        parts: 1,
        notes: 1,
        keys: 0
      }
    })
  })

  it('what became of it is recorded on, without words; tokens stay until the outcome and then go', async () => {
    on('2026-03-03')
    const { code } = await arrived()
    await decideAs(mirjana, code, { decision: 'prosecutor' })
    const step = async (input: Record<string, unknown>) => {
      const [one] = (await readReport(mirjana.actor, code, timezone)).followUps
      return recordFollowStep(
        mirjana.actor,
        code,
        one!.id,
        RecordFollowStep.parse({ row: crypto.randomUUID(), epoch: 1, seen: one!.facts.length, ...input }),
        timezone
      )
    }
    await step({ step: { kind: 'handed-over', on: '2026-03-03', way: 'letter' } })
    const { id } = (await readReport(mirjana.actor, code, timezone)).followUps[0]!
    await database.owner.query(`insert into reports.subject_tokens values ($1, $2, $3, $4)`, [
      network,
      intake.id,
      id,
      Buffer.alloc(16, 3)
    ])
    const tokens = async () =>
      (await one('select count(*) as n from reports.subject_tokens where follow_up_id = $1', [id])).n
    on('2027-03-03')
    await eraseEnded(database, [])
    expect(await tokens()).toBe(1)
    const note = await sealedBeside(mirjana, intake, {}, 'followed', 'reports.follow_up_facts')
    const outcome = { kind: 'body-decided', on: '2027-03-03', result: 'convicted' }
    expect(await refused(step({ ...note, step: outcome }))).toBe('report.erased')
    await step({ step: outcome })
    await eraseEnded(database, [])
    expect(await tokens()).toBe(0)
  })

  it('what the reporter erased themselves goes the same night, files and code too', async () => {
    on('2026-03-03')
    const { row, code, receipt } = await arrived({ file: random(500) })
    await eraseMine(network, receipt, timezone)
    expect(await refused(comeBack(network, receipt))).toBe('receipt.unknown')
    await eraseEnded(database, [])
    expect(await one('select count(*) as n from reports.files where report_id = $1', [row])).toEqual({ n: 0 })
    const page = await readReport(mirjana.actor, code, timezone)
    expect(page.report.erased).toEqual({ on: '2026-03-03', because: 'reporter' })
  })
})

describe('the job’s role', () => {
  const asJob = (statement: string, values: unknown[] = []) =>
    refused(
      database.transaction('jobs', { network }, async tx => {
        const { sql } = await import('kysely')
        return sql.raw(statement.replace(/\$1/g, `'${values[0]}'`)).execute(tx)
      })
    )
  const count = async (table: string, row: string) =>
    (await one(`select count(*) as n from reports.${table} where report_id = $1`, [row])).n

  it('reaches no report that has no day of erasure, and changes nothing else of one that has', async () => {
    on('2026-03-03')
    const waiting = await arrived({ file: random(100) })
    for (const table of ['receipts', 'files', 'messages', 'facts']) {
      const before = await count(table, waiting.row)
      await asJob(`delete from reports.${table} where report_id = $1`, [waiting.row])
      expect(await count(table, waiting.row), table).toBe(before)
    }
    await asJob(`update reports.envelopes set sealed = null, status = 'erased' where id = $1`, [waiting.row])
    expect(
      (await one('select sealed from reports.envelopes where id = $1', [waiting.row])).sealed
    ).not.toBeNull()
    const ending = await arrived()
    await decideAs(mirjana, ending.code, closed)
    expect(await asJob(`update reports.envelopes set status = 'unread' where id = $1`, [ending.row])).toBe(
      '42501'
    )
    expect(await asJob(`update reports.envelopes set code = 'x' where id = $1`, [ending.row])).toBe('42501')
    expect(await asJob(`select * from reports.messages m, plan.strategies`)).toBe('42501')
    expect(await asJob(`delete from audit.entries`)).toBe('42501')
  })
})
