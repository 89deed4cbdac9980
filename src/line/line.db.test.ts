// The telephone line (REP4): a call is a report once, drafts are the operator's alone, a promised call and a shift are whose they are.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dropDraft, Draft, keepDraft, listDrafts } from '#access/drafts.server.ts'
import { count, useDatabase } from '#access/work.server.ts'
import {
  makeNetwork,
  makePerson,
  makeTestCircle,
  type TestCircle,
  type TestPerson
} from '#access/testing/people.ts'
import { linkWaiting } from '#audit/link.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { setClock } from '#platform/clock.server.ts'
import { openServerKey } from '#platform/secret.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { eraseEnded } from '#reports/erase-ended.server.ts'
import { writeProof } from '#reports/filing.ts'
import { checkProof, proveFiling } from '#reports/prove-filing.server.ts'
import { base64url, hex, keysFrom, newRoot, random, seal } from '#seal/index.ts'
import { listCalls, stepCallBack } from './call-backs.server.ts'
import { addShift, answerSwap, askSwap, endShift, listDuty } from './duty.server.ts'
import { callsOfReports } from './erase-with-report.server.ts'
import { HandOver, leaveHandOver, listHandOvers, readHandOver } from './hand-over.server.ts'
import { lineIndicators } from './indicators.server.ts'
import { findLine, setLineNumber } from './number.server.ts'
import { endCall, EndCall, takeCall, TakeCall } from './take-call.server.ts'

const database = testDatabase()
const timezone = 'Europe/Belgrade'
const at = new Date('2026-11-24T21:30:00Z')
let network: NetworkId
let mirjana: TestPerson
let lule: TestPerson
let manager: TestPerson
let coordinator: TestPerson
let intake: TestCircle

const folder = mkdtempSync(join(tmpdir(), 'fener-line-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeAll(async () => {
  useDatabase(database)
  openServerKey(folder)
  setClock(() => at)
  network = await makeNetwork(database)
  mirjana = await makePerson(database, network, 'operator')
  lule = await makePerson(database, network, 'operator')
  manager = await makePerson(database, network, 'case-manager')
  coordinator = await makePerson(database, network, 'coordinator')
  intake = await makeTestCircle(database, network, 'intake', [mirjana, lule])
})

const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (e: { code?: string }) => e.code
  )
const frame = (row: string, table: string, recipients: string[]) =>
  seal(
    { text: 'reč' },
    {
      kind: 'test',
      ctx: { network, table, row, circle: intake.id, epoch: 1, purpose: 'test', rev: 1 },
      at: null,
      recipients
    }
  ).then(base64url)
const newCall = async (over: { epoch?: number; dueAt?: string; mine?: boolean } = {}) => {
  const [id, row, back] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
  const reporter = await keysFrom(newRoot(), 'reporter')
  return TakeCall.parse({
    id,
    circle: intake.id,
    startedAt: at.toISOString(),
    minutes: 12,
    kind: 'call',
    report: {
      key: hex(random(16)),
      row,
      circle: intake.id,
      epoch: over.epoch ?? 1,
      sealed: await frame(row, 'reports.envelopes', [intake.keys.recipient, reporter.recipient]),
      receipt: { lookup: hex(random(16)), login: hex(random(32)) },
      reporter: reporter.recipient,
      language: 'sq',
      urgent: false,
      files: []
    },
    ...(over.dueAt && {
      callBack: {
        id: back,
        dueAt: over.dueAt,
        mine: over.mine ?? false,
        epoch: 1,
        sealed: await frame(back, 'line.call_backs', [intake.keys.recipient])
      }
    })
  })
}

describe('a call', () => {
  it('becomes one report, read already, also when it is saved twice at once', async () => {
    const call = await newCall({ dueAt: '2026-11-25T09:00:00Z', mine: true })
    const codes = await Promise.all([
      takeCall(mirjana.actor, call, timezone),
      takeCall(mirjana.actor, call, timezone)
    ])
    expect(codes[0]).toEqual(codes[1])
    const { rows } = await database.owner.query(
      'select mode, status, arrived_on::text as day from reports.envelopes where id = $1',
      [call.report.row]
    )
    expect(rows).toEqual([{ mode: 'call', status: 'in-work', day: '2026-11-24' }])
    const { callBacks, calls } = await listCalls(lule.actor)
    expect(callBacks.filter(b => b.id === call.callBack!.id)).toMatchObject([
      { state: { status: 'taken' }, report: codes[0]!.code, late: false }
    ])
    expect(calls.filter(c => c.id === call.id)).toHaveLength(1)
  })

  it('is proven by its slip like a report that was written', async () => {
    const call = await newCall()
    await takeCall(mirjana.actor, call, timezone)
    await linkWaiting(database)
    const proof = await proveFiling(network, call.report.receipt, timezone)
    expect(proof.arrived).toBe('2026-11-24')
    expect(await checkProof(network, writeProof(proof))).toMatchObject({ verdict: 'unchanged' })
    await database.owner.query(`update reports.envelopes set sealed = sealed || '\\x00' where id = $1`, [
      call.report.row
    ])
    expect(await checkProof(network, writeProof(proof))).toMatchObject({ verdict: 'changed' })
  })

  it('is not the business of others, and an old key of the team is said', async () => {
    for (const person of [manager, coordinator])
      expect(await refused(takeCall(person.actor, await newCall(), timezone))).toBe('common.not-found')
    const outside = { ...mirjana.actor, circles: [] }
    expect(await refused(takeCall(outside, await newCall(), timezone))).toBe('common.not-found')
    expect(await refused(takeCall(mirjana.actor, await newCall({ epoch: 7 }), timezone))).toBe(
      'report.circle'
    )
  })

  it('without words is kept as a code, once', async () => {
    const id = crypto.randomUUID()
    const call = EndCall.parse({
      id,
      circle: intake.id,
      startedAt: at.toISOString(),
      minutes: 0,
      ended: 'silent'
    })
    await endCall(mirjana.actor, call)
    await endCall(mirjana.actor, call)
    const { rows } = await database.owner.query('select ended, report_id from line.calls where id = $1', [id])
    expect(rows).toEqual([{ ended: 'silent', report_id: null }])
  })
})

describe('a draft', () => {
  const call = { kind: 'call' } as const
  const draft = async (id: string, rev: number) =>
    Draft.parse({
      id,
      place: call,
      startedAt: at.toISOString(),
      rev,
      sealed: await frame(id, 'line.drafts', [mirjana.keys.recipient])
    })

  it('is its writer’s alone, and an overtaken save changes nothing', async () => {
    const id = crypto.randomUUID()
    const [first, second] = [await draft(id, 1), await draft(id, 2)]
    await keepDraft(mirjana.actor, second)
    await keepDraft(mirjana.actor, first)
    expect((await listDrafts(mirjana.actor, call)).map(d => [d.id, d.rev])).toEqual([[id, 2]])
    expect(await listDrafts(lule.actor, call)).toEqual([])
    await dropDraft(lule.actor, { id })
    expect(await listDrafts(mirjana.actor, call)).toHaveLength(1)
    expect(await refused(keepDraft(lule.actor, await draft(id, 9)))).toBe('common.not-found')
    expect((await listDrafts(mirjana.actor, call))[0]!.sealed).toBe(base64url(second.sealed))
    const circle = crypto.randomUUID()
    const place = { kind: 'case-step', case: crypto.randomUUID(), circle } as const
    const ofCase = { ...(await draft(crypto.randomUUID(), 1)), place }
    expect(await refused(keepDraft(manager.actor, ofCase))).toBe('common.not-found')
    const inside = { ...manager.actor, circles: [circle as never] }
    await keepDraft(inside, ofCase)
    expect(await listDrafts(inside, place)).toHaveLength(1)
    expect(await listDrafts(inside, call)).toEqual([])
    // whoever has left the case does not get back what they typed there
    expect(await listDrafts(manager.actor, place)).toEqual([])
    await dropDraft(mirjana.actor, { id })
    expect(await listDrafts(mirjana.actor, call)).toEqual([])
  })

  it('is gone when the call is saved', async () => {
    const taken = await newCall()
    await keepDraft(mirjana.actor, await draft(taken.id, 1))
    await takeCall(mirjana.actor, taken, timezone)
    expect(await listDrafts(mirjana.actor, call)).toEqual([])
  })
})

describe('a promised call', () => {
  it('is anybody’s of the team until taken, and over for all at once', async () => {
    const call = await newCall({ dueAt: '2026-11-24T20:00:00Z' })
    await takeCall(mirjana.actor, call, timezone)
    const { id } = call.callBack!
    const found = async () => (await listCalls(lule.actor)).callBacks.find(b => b.id === id)
    expect(await found()).toMatchObject({ late: true, state: { status: 'nobodys' } })
    await stepCallBack(lule.actor, { id, step: 'tried' })
    expect(await found()).toMatchObject({ state: { status: 'taken', tries: 1, owner: lule.actor.account } })
    expect(await refused(stepCallBack(manager.actor, { id, step: 'reached' }))).toBe('common.not-found')
    expect(await refused(stepCallBack({ ...lule.actor, circles: [] }, { id, step: 'reached' }))).toBe(
      'common.not-found'
    )
    const answers = await Promise.all(
      [mirjana, lule].map(p => refused(stepCallBack(p.actor, { id, step: 'reached' })))
    )
    expect(answers.sort()).toEqual(['accepted', 'line.call-back-over'])
    expect(await found()).toBeUndefined()
  })

  it('goes with its report: number and word are gone, nobody is to be called any more, another call stays', async () => {
    const [gone, stays] = [
      await newCall({ dueAt: '2026-11-26T09:00:00Z' }),
      await newCall({ dueAt: '2026-11-26T09:00:00Z' })
    ]
    for (const call of [gone, stays]) await takeCall(mirjana.actor, call, timezone)
    await database.owner.query('update reports.envelopes set erase_on = $2 where id = $1', [
      gone.report.row,
      '2026-11-24'
    ])
    expect(await eraseEnded(database, [callsOfReports])).toMatchObject([
      { report: gone.report.row, boxes: 2 }
    ])
    const { rows } = await database.owner.query(
      `select b.id, b.sealed is null as erased, b.done_at is not null as done, c.minutes
       from line.call_backs b join line.calls c on c.id = b.call_id where b.id = any($1::uuid[]) order by b.sealed nulls first`,
      [[gone.callBack!.id, stays.callBack!.id]]
    )
    expect(rows).toEqual([
      { id: gone.callBack!.id, erased: true, done: true, minutes: 12 },
      { id: stays.callBack!.id, erased: false, done: false, minutes: 12 }
    ])
    const due = (await listCalls(lule.actor)).callBacks.map(b => b.id)
    expect(due).toContain(stays.callBack!.id)
    expect(due).not.toContain(gone.callBack!.id)
  })
})

describe('the roster', () => {
  const shift = (person: TestPerson, from: string, to: string) => ({
    id: crypto.randomUUID(),
    account: person.actor.account as string,
    from: `2027-01-${from}:00:00Z`,
    to: `2027-01-${to}:00:00Z`
  })

  it('puts nobody in twice at once, not even by two planners at the same moment', async () => {
    const answers = await Promise.all([
      refused(addShift(coordinator.actor, shift(mirjana, '01T20', '02T04'))),
      refused(addShift(mirjana.actor, shift(mirjana, '02T00', '02T08')))
    ])
    expect(answers.sort()).toEqual(['accepted', 'duty.twice-at-once'])
    expect(await refused(addShift(mirjana.actor, shift(lule, '03T00', '03T08')))).toBe('common.not-found')
    expect(await refused(addShift(coordinator.actor, shift(manager, '03T00', '03T08')))).toBe(
      'duty.no-operator'
    )
    expect(await refused(addShift(manager.actor, shift(manager, '03T00', '03T08')))).toBe('common.not-found')
  })

  it('changes hands when the asked one accepts, and only then', async () => {
    const mine = shift(mirjana, '05T20', '06T04')
    await addShift(mirjana.actor, mine)
    const id = crypto.randomUUID()
    expect(await refused(askSwap(lule.actor, { id, shift: mine.id, to: mirjana.actor.account }))).toBe(
      'common.not-found'
    )
    await askSwap(mirjana.actor, { id, shift: mine.id, to: lule.actor.account })
    expect(await refused(askSwap(mirjana.actor, { id: crypto.randomUUID(), shift: mine.id, to: lule.actor.account }))).toBe('duty.asked-already') // prettier-ignore
    expect(await refused(answerSwap(mirjana.actor, { id, answer: 'accepted' }))).toBe('common.not-found')
    expect(await refused(answerSwap(coordinator.actor, { id, answer: 'accepted' }))).toBe('common.not-found')
    const answers = await Promise.all(
      [1, 2].map(() => refused(answerSwap(lule.actor, { id, answer: 'accepted' })))
    )
    expect(answers.sort()).toEqual(['accepted', 'duty.answered-already'])
    const { shifts } = await listDuty(
      coordinator.actor,
      new Date('2027-01-05T00:00:00Z'),
      new Date('2027-01-07T00:00:00Z')
    )
    expect(shifts.map(s => s.account)).toEqual([lule.actor.account])
    expect(await refused(endShift(mirjana.actor, { id: mine.id }))).toBe('common.not-found')
    await endShift(lule.actor, { id: mine.id })
  })
})

describe('a note to the next shift', () => {
  it('is the team’s, and says who has read it', async () => {
    const id = crypto.randomUUID()
    const note = HandOver.parse({
      id,
      circle: intake.id,
      epoch: 1,
      sealed: await frame(id, 'line.hand_overs', [intake.keys.recipient])
    })
    await leaveHandOver(mirjana.actor, note)
    await leaveHandOver(mirjana.actor, note)
    expect((await listHandOvers(lule.actor)).notes).toMatchObject([{ id, mineRead: false, readBy: [] }])
    await readHandOver(lule.actor, { id })
    expect((await listHandOvers(mirjana.actor)).notes).toMatchObject([
      { id, mineRead: true, readBy: ['operator'] }
    ])
    expect(await refused(readHandOver(manager.actor, { id }))).toBe('common.not-found')
    expect(await refused(listHandOvers(coordinator.actor))).toBe('common.not-found')
  })
})

describe('the line', () => {
  const value = (year = 2026) =>
    count(network, ({ db }) =>
      lineIndicators[0]!.value(db, { from: `${year}-01-01`, to: `${year + 1}-01-01` } as never)
    )
  const hours = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '16:00' }]
  const words = { sr: '', sq: '', en: '' }

  it('is there when the coordinator has set a number, answers in its hours, and ends when it is taken away', async () => {
    expect(await findLine(network, null, timezone)).toBeUndefined()
    expect(await value()).toMatchObject({ value: false })
    expect(await refused(setLineNumber(mirjana.actor, { number: '038 200', hours, words }))).toBe(
      'common.not-found'
    )
    expect(await refused(setLineNumber(coordinator.actor, { number: '038 200', hours: [], words }))).toBe(
      'line.hours-missing'
    )
    await setLineNumber(coordinator.actor, { number: '038 200', hours, words })
    expect(await findLine(network, null, timezone)).toEqual({
      number: '038 200',
      words,
      open: false,
      opensAt: '2026-11-25T07:00:00.000Z'
    })
    expect(await value()).toMatchObject({ value: true })
    await setLineNumber(coordinator.actor, { number: null, hours: [], words })
    expect(await findLine(network, null, timezone)).toBeUndefined()
    expect(await value(2027)).toMatchObject({ value: false })
  })
})
