// The telephone line in the database (REP4): a draft is its writer's alone, a saved note is one report in the inbox, a call-back has
// an owner and an end.
import { beforeAll, describe, expect, it } from 'vitest'
import { useDatabase } from '#access/work.server.ts'
import {
  makeNetwork,
  makePerson,
  makeTestCircle,
  type TestCircle,
  type TestPerson
} from '#access/testing/people.ts'
import type { NetworkId } from '#kernel/id.ts'
import { setClock } from '#platform/clock.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { base64url, hex, keysFrom, newRoot, random, seal } from '#seal/index.ts'
import { comeBack } from '../come-back.server.ts'
import { listInbox } from '../list-inbox.server.ts'
import { readReport } from '../read-report.server.ts'
import { eraseMine } from '../reply.server.ts'
import { countCalls } from './count-calls.server.ts'
import { beginNote, discardDraft, keepDraft, KeptDraft, listOwnDrafts } from './drafts.server.ts'
import { endWithoutWords } from './end-without-words.server.ts'
import { followCallBack } from './follow-call-back.server.ts'
import { listCallBacks, readCallBack } from './list-call-backs.server.ts'
import { MissedCall, recordMissed } from './record-missed.server.ts'
import { saveNote, SavedNote } from './save-note.server.ts'
import { sweepLine } from './sweep-line.server.ts'

const database = testDatabase()
const timezone = 'Europe/Belgrade'
let network: NetworkId
let operator: TestPerson
let colleague: TestPerson
let stranger: TestPerson
let coordinator: TestPerson
let intake: TestCircle

beforeAll(async () => {
  useDatabase(database)
  setClock(() => new Date('2026-03-06T01:10:00Z')) // ten past two at night in Ranilug
  network = await makeNetwork(database)
  operator = await makePerson(database, network, 'operator')
  colleague = await makePerson(database, network, 'operator')
  stranger = await makePerson(database, network, 'operator')
  coordinator = await makePerson(database, network, 'coordinator')
  intake = await makeTestCircle(database, network, 'intake', [operator, colleague])
})

const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (e: { code?: string }) => e.code
  )
const sealedTo = async (recipients: string[], table: string, row: string) =>
  base64url(
    await seal(
      { words: 'reč' },
      {
        kind: 'x',
        ctx: { network, table, row, circle: intake.id, epoch: 1, purpose: 'x', rev: 1 },
        at: null,
        recipients
      }
    )
  )
const draft = async (over: Partial<{ id: string; rev: number; recipients: string[] }> = {}) => {
  const id = over.id ?? crypto.randomUUID()
  const sealed = await sealedTo(over.recipients ?? [operator.keys.recipient], 'line.drafts', id)
  return KeptDraft.parse({ id, rev: over.rev ?? 1, how: 'call', sealed })
}
const note = async (over: Record<string, unknown> = {}) => {
  const row = crypto.randomUUID()
  const reporter = await keysFrom(newRoot(), 'reporter')
  const receipt = { lookup: random(16), login: random(32) }
  const wire = {
    key: hex(random(16)),
    row,
    circle: intake.id as string,
    epoch: 1,
    sealed: await sealedTo([intake.keys.recipient, reporter.recipient], 'reports.envelopes', row),
    receipt: { lookup: hex(receipt.lookup), login: hex(receipt.login) },
    reporter: reporter.recipient,
    language: 'sq',
    urgent: false,
    files: [],
    how: 'call',
    draft: null,
    callBack: null,
    ...over
  }
  return { input: SavedNote.parse(wire), wire, receipt, row }
}
const callBack = async (over: Record<string, unknown> = {}) => {
  const row = crypto.randomUUID()
  return {
    row,
    sealed: await sealedTo([intake.keys.recipient], 'line.call_backs', row),
    byDay: '2026-03-06',
    byHour: 14,
    owner: operator.actor.account as string,
    ...over
  }
}
const rowsOf = async (table: string, where = 'true') =>
  Number((await database.owner.query(`select count(*) from ${table} where ${where}`)).rows[0].count)

describe('a draft', () => {
  it('is there again for its writer, newest revision only', async () => {
    const first = await draft()
    await beginNote(operator.actor, first)
    await keepDraft(operator.actor, await draft({ id: first.id, rev: 2 }))
    const kept = (await listOwnDrafts(operator.actor)).find(d => d.id === first.id)
    expect(kept).toMatchObject({ rev: 2, how: 'call' })
  })

  it('of another person does not exist: not to read, to keep, to throw away', async () => {
    const mine = await draft()
    await beginNote(operator.actor, mine)
    expect(await listOwnDrafts(colleague.actor)).toEqual([])
    expect(await refused(keepDraft(colleague.actor, await draft({ id: mine.id, rev: 9 })))).toBe(
      'common.not-found'
    )
    expect(await refused(discardDraft(colleague.actor, { id: mine.id }))).toBe('common.not-found')
    expect(await refused(discardDraft(colleague.actor, { id: crypto.randomUUID() }))).toBe('common.not-found')
    // the same id in another hand is another draft
    await beginNote(colleague.actor, mine)
    await discardDraft(colleague.actor, { id: mine.id })
    expect((await listOwnDrafts(operator.actor)).some(d => d.id === mine.id)).toBe(true)
  })

  it('is out of reach of everybody else in the database too', async () => {
    const as = (role: 'app' | 'public' | 'reader' | 'statistics', settings: object) =>
      database
        .transaction(role, { network, ...settings }, async tx => {
          const { sql } = await import('kysely')
          return (await sql`select * from line.drafts`.execute(tx)).rows.length
        })
        .catch((e: { code?: string }) => e.code)
    expect(await as('app', { account: operator.actor.account })).toBeGreaterThan(0)
    expect(await as('app', { account: colleague.actor.account, circles: [intake.id] })).toBe(0)
    expect(await as('app', { circles: [intake.id] })).toBe(0)
    for (const role of ['public', 'reader', 'statistics'] as const) expect(await as(role, {})).toBe('42501')
  })

  it('kept twice at once, or by an older window, is refused without losing either', async () => {
    const one = await draft()
    await beginNote(operator.actor, one)
    const twice = await Promise.all(
      [1, 2, 3].map(async () => refused(keepDraft(operator.actor, await draft({ id: one.id, rev: 2 }))))
    )
    expect(twice.sort()).toEqual(['accepted', 'common.changed-by-other', 'common.changed-by-other'])
    expect(await refused(keepDraft(operator.actor, await draft({ id: one.id, rev: 1 })))).toBe(
      'common.changed-by-other'
    )
    expect(await refused(beginNote(operator.actor, await draft({ id: one.id, rev: 2 })))).toBe(
      'common.changed-by-other'
    )
    // begun again after a broken line: a later revision takes its place, the very same one changes nothing
    const third = await draft({ id: one.id, rev: 3 })
    for (let i = 0; i < 2; i++) expect(await beginNote(operator.actor, third)).toEqual({ rev: 3 })
    expect(await keepDraft(operator.actor, third)).toEqual({ rev: 3 })
  })

  it('is sealed for its writer alone, and only operators have any', async () => {
    const two = await draft({ recipients: [operator.keys.recipient, intake.keys.recipient] })
    expect(await refused(beginNote(operator.actor, two))).toBe('input.malformed')
    expect(await refused(beginNote(coordinator.actor, await draft()))).toBe('common.not-found')
    expect(await refused(listOwnDrafts(coordinator.actor))).toBe('common.not-found')
  })

  it('leaves the day of its beginning in the log, no hour, and nothing for each keeping', async () => {
    const one = await draft()
    const before = await rowsOf('audit.entries')
    await beginNote(operator.actor, one)
    for (const rev of [2, 3, 4]) await keepDraft(operator.actor, await draft({ id: one.id, rev }))
    expect(await rowsOf('audit.entries')).toBe(before + 1)
    const { rows } = await database.owner.query('select at, verb from audit.entries where subject = $1', [
      `line.drafts/${one.id}`
    ])
    expect(rows).toEqual([{ at: new Date('2026-03-06T00:00:00Z'), verb: 'call.begin' }])
  })
})

describe('a saved note', () => {
  it('is a report in the inbox with its way, and its draft is gone', async () => {
    const one = await draft()
    await beginNote(operator.actor, one)
    const { input, receipt, row } = await note({ draft: one.id })
    const { code, deadlineDay } = await saveNote(operator.actor, input, timezone)
    expect(deadlineDay).toBe('2026-03-13')
    const { rows } = await listInbox(colleague.actor, 'open', timezone)
    expect(rows.find(r => r.id === row)).toMatchObject({
      code,
      mode: 'call',
      status: 'unread',
      language: 'sq'
    })
    expect((await listOwnDrafts(operator.actor)).some(d => d.id === one.id)).toBe(false)
    expect((await comeBack(network, receipt)).report.mode).toBe('call')
    expect((await readReport(colleague.actor, code, timezone)).mode).toBe('call')
  })

  it('by the day, not the hour, in the log: the hour is on somebody’s telephone bill', async () => {
    const { input, row } = await note()
    await saveNote(operator.actor, input, timezone)
    const { rows } = await database.owner.query(
      'select at, actor, verb from audit.entries where subject = $1',
      [`reports.envelopes/${row}`]
    )
    expect(rows).toEqual([
      {
        at: new Date('2026-03-06T00:00:00Z'),
        actor: `acc:${operator.actor.account}`,
        verb: 'call.save'
      }
    ])
  })

  it('saved twice, one after the other or at once, is one report with one code and one call-back', async () => {
    const { input } = await note({ callBack: await callBack() })
    const before = [await rowsOf('reports.envelopes'), await rowsOf('line.call_backs')]
    const codes = await Promise.all([1, 2, 3].map(() => saveNote(operator.actor, input, timezone)))
    codes.push(await saveNote(operator.actor, input, timezone))
    expect(new Set(codes.map(c => c.code)).size).toBe(1)
    expect([await rowsOf('reports.envelopes'), await rowsOf('line.call_backs')]).toEqual(
      before.map(n => n + 1)
    )
  })

  it('where someone is in danger is due the same day', async () => {
    const { input } = await note({ urgent: true, how: 'walk-in' })
    expect((await saveNote(operator.actor, input, timezone)).deadlineDay).toBe('2026-03-06')
  })

  it('enters no circle but the operator’s own, and no third pair of eyes', async () => {
    const other = await makeTestCircle(database, network, 'case', [stranger])
    expect(await refused(saveNote(operator.actor, (await note({ circle: other.id })).input, timezone))).toBe(
      'report.circle'
    )
    expect(await refused(saveNote(stranger.actor, (await note()).input, timezone))).toBe('common.not-found')
    expect(await refused(saveNote(coordinator.actor, (await note()).input, timezone))).toBe(
      'common.not-found'
    )
    expect(await refused(saveNote(operator.actor, (await note({ epoch: 2 })).input, timezone))).toBe(
      'report.circle'
    )
    const { wire } = await note()
    const third = (await keysFrom(newRoot(), 'circle')).recipient
    const three = await sealedTo([intake.keys.recipient, wire.reporter, third], 'reports.envelopes', wire.row)
    expect(
      await refused(saveNote(operator.actor, SavedNote.parse({ ...wire, sealed: three }), timezone))
    ).toBe('report.wrong-recipients')
  })

  it('cannot take the place of another report', async () => {
    const { input } = await note()
    await saveNote(operator.actor, input, timezone)
    const other = await note({ row: input.row })
    expect(await refused(saveNote(operator.actor, other.input, timezone))).toBe('common.not-found')
  })

  it('comes on these ways only', async () => {
    const { wire } = await note()
    for (const how of ['browser', 'server', 'fax', ''])
      expect(SavedNote.safeParse({ ...wire, how }).success, how).toBe(false)
    const { input, row } = await note()
    await saveNote(operator.actor, input, timezone)
    await expect(
      database.owner.query(`update reports.envelopes set mode = 'fax' where id = $1`, [row])
    ).rejects.toMatchObject({ code: '23514' })
  })

  it('a call without words is a code and a day, once', async () => {
    const one = await draft()
    await beginNote(operator.actor, one)
    const id = crypto.randomUUID()
    for (let i = 0; i < 2; i++)
      await endWithoutWords(operator.actor, { id, draft: one.id, ended: 'silent' }, timezone)
    const { rows } = await database.owner.query('select * from line.wordless_calls where id = $1', [id])
    expect(rows).toMatchObject([{ circle_id: intake.id, ended: 'silent' }])
    expect(Object.keys(rows[0]).sort()).toEqual(['circle_id', 'ended', 'id', 'network_id', 'on_day'])
    expect((await listOwnDrafts(operator.actor)).some(d => d.id === one.id)).toBe(false)
    expect(
      await refused(endWithoutWords(stranger.actor, { id, draft: null, ended: 'silent' }, timezone))
    ).toBe('common.not-found')
  })

  it('is counted by its way for the team alone', async () => {
    const counts = Object.fromEntries((await countCalls(operator.actor, timezone)).map(c => [c.how, c.count]))
    expect(counts['call']).toBe(await rowsOf('reports.envelopes', `mode = 'call'`))
    expect(counts['walk-in']).toBe(1)
    expect(counts['wordless']).toBe(1)
    expect(await countCalls(stranger.actor, timezone)).toEqual([])
  })
})

describe('a call-back', () => {
  const agreed = async (over: Record<string, unknown> = {}) => {
    const made = await callBack(over)
    const saved = await note({ callBack: made })
    const { code } = await saveNote(operator.actor, saved.input, timezone)
    return { id: made.row, code, ...saved }
  }
  const listed = async (id: string, who = colleague) =>
    (await listCallBacks(who.actor)).find(c => c.id === id)

  it('agreed while speaking is due at its hour, with its owner and its report, the number apart', async () => {
    const { id, code } = await agreed()
    const row = await listed(id)
    expect(row).toMatchObject({
      dueAt: '2026-03-06T13:00:00.000Z',
      state: 'ahead',
      owner: { account: operator.actor.account },
      report: code,
      missed: null,
      tries: 0
    })
    expect(JSON.stringify(row)).not.toContain('sealed')
    expect((await readCallBack(colleague.actor, id)).sealed.length).toBeGreaterThan(100)
    // beside the report only the day stands, for the hour is the call's
    const { rows } = await database.owner.query(
      'select at from line.call_back_facts where call_back_id = $1',
      [id]
    )
    expect(rows).toEqual([{ at: new Date('2026-03-06T00:00:00Z') }])
  })

  it('exists for nobody outside the circle', async () => {
    const { id } = await agreed()
    expect(await listCallBacks(stranger.actor)).toEqual([])
    for (const who of [stranger, coordinator]) {
      expect(await refused(readCallBack(who.actor, id))).toBe('common.not-found')
      expect(await refused(followCallBack(who.actor, id, { kind: 'call-back-done' }, timezone))).toBe(
        'common.not-found'
      )
    }
    expect(await refused(readCallBack(operator.actor, crypto.randomUUID()))).toBe('common.not-found')
  })

  it('is taken, tried, moved, done; then its number is gone', async () => {
    const { id } = await agreed()
    const owner = colleague.actor.account
    await followCallBack(colleague.actor, id, { kind: 'call-back-taken', owner }, timezone)
    await followCallBack(colleague.actor, id, { kind: 'call-back-tried', how: 'someone-else' }, timezone)
    expect(await listed(id)).toMatchObject({ owner: { account: owner }, tries: 1, lastTried: 'someone-else' })
    await followCallBack(
      colleague.actor,
      id,
      { kind: 'call-back-moved', byDay: '2026-03-07', byHour: 8 },
      timezone
    )
    expect(await listed(id)).toMatchObject({ dueAt: '2026-03-07T07:00:00.000Z' })
    await followCallBack(colleague.actor, id, { kind: 'call-back-done' }, timezone)
    expect(await listed(id)).toBeUndefined()
    expect(await rowsOf('line.call_backs', `id = '${id}' and sealed is null and status = 'done'`)).toBe(1)
    expect(await refused(readCallBack(colleague.actor, id))).toBe('common.not-found')
    expect(await refused(followCallBack(operator.actor, id, { kind: 'call-back-done' }, timezone))).toBe(
      'call.already-closed'
    )
  })

  it('closed by two at once is closed once', async () => {
    const { id } = await agreed()
    const both = await Promise.all([
      refused(followCallBack(operator.actor, id, { kind: 'call-back-done' }, timezone)),
      refused(
        followCallBack(colleague.actor, id, { kind: 'call-back-given-up', reason: 'not-safe' }, timezone)
      )
    ])
    expect(both.sort()).toEqual(['accepted', 'call.already-closed'])
  })

  it('is agreed for the future and given to an operator', async () => {
    const past = await note({ callBack: await callBack({ byHour: 1 }) })
    expect(await refused(saveNote(operator.actor, past.input, timezone))).toBe('call.due-in-the-past')
    const wrong = await note({ callBack: await callBack({ owner: coordinator.actor.account }) })
    expect(await refused(saveNote(operator.actor, wrong.input, timezone))).toBe('duty.not-an-operator')
    expect(await rowsOf('reports.envelopes', `id = '${wrong.row}'`)).toBe(0)
  })

  it('goes when the reporter erases behind the code', async () => {
    const { id, receipt } = await agreed()
    await eraseMine(network, receipt, timezone)
    expect(await rowsOf('line.call_backs', `id = '${id}'`)).toBe(0)
    expect(await rowsOf('line.call_back_facts', `call_back_id = '${id}'`)).toBe(0)
  })

  it('whose owner has left is nobody’s again', async () => {
    const gone = await makePerson(database, network, 'operator')
    const { id } = await agreed({ owner: gone.actor.account })
    await database.owner.query('update identity.people set left_at = now() where id = $1', [
      gone.actor.account
    ])
    expect(await listed(id)).toMatchObject({ owner: null })
  })

  it('of a missed call has a day, an hour and a telephone, and an owner only if somebody took it', async () => {
    const row = crypto.randomUUID()
    const missed = {
      row,
      epoch: 1,
      day: '2026-03-05',
      hour: 23,
      line: 'first',
      callBack: {
        sealed: await sealedTo([intake.keys.recipient], 'line.call_backs', row),
        byDay: '2026-03-06',
        byHour: 3,
        owner: null
      }
    }
    await recordMissed(operator.actor, MissedCall.parse(missed), timezone)
    await recordMissed(operator.actor, MissedCall.parse(missed), timezone)
    expect(await listed(row)).toMatchObject({
      missed: { day: '2026-03-05', hour: 23, line: 'first' },
      owner: null,
      report: null,
      state: 'soon'
    })
    expect(await rowsOf('line.call_back_facts', `call_back_id = '${row}'`)).toBe(1)
    const silent = MissedCall.parse({ ...missed, row: crypto.randomUUID(), callBack: null })
    await recordMissed(operator.actor, silent, timezone)
    expect(await listed(silent.row)).toBeUndefined()
    const tomorrow = MissedCall.parse({ ...missed, row: crypto.randomUUID(), day: '2026-03-07' })
    expect(await refused(recordMissed(operator.actor, tomorrow, timezone))).toBe('call.missed-in-the-future')
    expect(await refused(recordMissed(stranger.actor, silent, timezone))).toBe('common.not-found')
  })

  it('that is long closed is swept away, and one that is due never', async () => {
    const closed = await agreed()
    const open = await agreed()
    await followCallBack(operator.actor, closed.id, { kind: 'call-back-done' }, timezone)
    await sweepLine(database, new Date('2026-12-01T00:00:00Z'))
    expect(await rowsOf('line.call_backs', `id = '${closed.id}'`)).toBe(1)
    await sweepLine(database, new Date('2028-01-01T00:00:00Z'))
    expect(await rowsOf('line.call_backs', `id = '${closed.id}'`)).toBe(0)
    expect(await rowsOf('line.call_backs', `id = '${open.id}'`)).toBe(1)
  })
})
