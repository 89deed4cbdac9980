// The roster in the database (REP4): no overlaps, swaps answered by the one who was asked, hand-over notes within the team, and what
// the public's pages may know of it.
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { count, useDatabase } from '#access/work.server.ts'
import {
  makeNetwork,
  makePerson,
  makeTestCircle,
  type TestCircle,
  type TestPerson
} from '#access/testing/people.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Hotline } from '#kernel/line-hours.ts'
import { year } from '#kernel/period.ts'
import { readHandle } from '#platform/handles.ts'
import { setClock } from '#platform/clock.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { base64url, seal } from '#seal/index.ts'
import { reportIndicators } from '../indicators.server.ts'
import {
  countUnreadHandOvers,
  HandOver,
  listHandOvers,
  markHandOverRead,
  writeHandOver
} from './hand-overs.server.ts'
import { coveredSpans, lineInForce } from './line-settings.server.ts'
import { planShift, removeShift } from './plan-shift.server.ts'
import { readDuty, readDutyToday } from './read-duty.server.ts'
import { listLineSettings, LineSetting, setLine } from './set-line.server.ts'
import type { PlannedShift } from './shifts.ts'
import { answerSwap, askSwap } from './swap-shift.server.ts'
import { sweepLine } from './sweep-line.server.ts'

const database = testDatabase()
const timezone = 'Europe/Belgrade'
let network: NetworkId
let ana: TestPerson
let lule: TestPerson
let coordinator: TestPerson
let stranger: TestPerson
let intake: TestCircle
let day = 0

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  ana = await makePerson(database, network, 'operator')
  lule = await makePerson(database, network, 'operator')
  coordinator = await makePerson(database, network, 'coordinator')
  stranger = await makePerson(database, network, 'operator')
  intake = await makeTestCircle(database, network, 'intake', [ana, lule])
})

beforeEach(() => setClock(() => new Date('2026-03-02T09:00:00Z')))

const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (e: { code?: string }) => e.code
  )
/** Each test plans on days of its own. */
const freshDay = () => new Date(Date.UTC(2026, 3, 1 + ++day)).toISOString().slice(0, 10)
const shift = (who: TestPerson, over: Partial<PlannedShift> = {}): PlannedShift => ({
  account: who.actor.account,
  day: '2026-04-01',
  from: '22:00',
  to: '06:00',
  line: 'both',
  every: 1,
  times: 1,
  ...over
})
const planned = async (who: TestPerson, on: string, over: Partial<PlannedShift> = {}) => {
  const ids = async (): Promise<string[]> =>
    (await database.owner.query('select id from line.shifts')).rows.map(r => r.id)
  const before = new Set(await ids())
  await planShift(coordinator.actor, shift(who, { day: on, ...over }), timezone)
  return (await ids()).find(id => !before.has(id))!
}
const holder = async (id: string) =>
  (await database.owner.query('select account_id from line.shifts where id = $1', [id])).rows[0].account_id

describe('a shift', () => {
  it('is planned by the coordinator for anybody, by an operator for themselves alone', async () => {
    const on = freshDay()
    expect(await planShift(coordinator.actor, shift(ana, { day: on }), timezone)).toEqual({ planned: 1 })
    expect(await planShift(lule.actor, shift(lule, { day: on }), timezone)).toEqual({ planned: 1 })
    expect(await refused(planShift(lule.actor, shift(ana, { day: freshDay() }), timezone))).toBe(
      'common.not-found'
    )
    const manager = await makePerson(database, network, 'case-manager')
    expect(await refused(planShift(manager.actor, shift(manager), timezone))).toBe('common.not-found')
    expect(
      await refused(planShift(coordinator.actor, shift(coordinator, { day: freshDay() }), timezone))
    ).toBe('duty.not-an-operator')
  })

  it('never overlaps another of the same person, also when planned twice at once; all of a series or none', async () => {
    const on = freshDay()
    const twice = await Promise.all(
      [1, 2, 3].map(() => refused(planShift(coordinator.actor, shift(ana, { day: on }), timezone)))
    )
    expect(twice.sort()).toEqual(['accepted', 'duty.overlaps', 'duty.overlaps'])
    for (const over of [
      { from: '05:59', to: '09:00', day: addOne(on) },
      { from: '20:00', to: '22:01' }
    ])
      expect(await refused(planShift(ana.actor, shift(ana, { day: on, ...over }), timezone))).toBe(
        'duty.overlaps'
      )
    // touching is no overlap
    expect(
      await refused(planShift(ana.actor, shift(ana, { day: on, from: '14:00', to: '22:00' }), timezone))
    ).toBe('accepted')
    const series = freshDay()
    await planned(lule, addOne(series))
    const before = await rowsOf('line.shifts')
    expect(
      await refused(planShift(coordinator.actor, shift(lule, { day: series, times: 3 }), timezone))
    ).toBe('duty.overlaps')
    expect(await rowsOf('line.shifts')).toBe(before)
    day += 3
  })

  it('of 24 hours follows itself day by day, also over both change days', async () => {
    for (const [on, who] of [
      ['2026-10-24', ana],
      ['2027-03-27', ana]
    ] as const)
      expect(
        await planShift(
          coordinator.actor,
          shift(who, { day: on, from: '08:00', to: '08:00', times: 3 }),
          timezone
        )
      ).toEqual({ planned: 3 })
  })

  it('is not planned in the past, and one that was held is not removed', async () => {
    expect(await refused(planShift(ana.actor, shift(ana, { day: '2026-02-20' }), timezone))).toBe(
      'duty.in-the-past'
    )
    const id = await planned(ana, freshDay())
    setClock(() => new Date('2026-12-01T09:00:00Z'))
    expect(await refused(removeShift(coordinator.actor, { id }))).toBe('duty.in-the-past')
  })

  it('is removed by the coordinator or whoever holds it, and does not exist for another operator', async () => {
    const id = await planned(ana, freshDay())
    expect(await refused(removeShift(lule.actor, { id }))).toBe('common.not-found')
    expect(await refused(removeShift(lule.actor, { id: crypto.randomUUID() }))).toBe('common.not-found')
    await removeShift(ana.actor, { id })
    expect(await refused(removeShift(ana.actor, { id }))).toBe('common.not-found')
  })

  it('of somebody who leaves is held by nobody any more', async () => {
    const leaver = await makePerson(database, network, 'operator')
    const id = await planned(leaver, freshDay())
    await database.transaction('identity', { network }, tx =>
      sql`update identity.people set left_at = '2026-03-02T09:00:00Z' where id = ${leaver.actor.account}`.execute(
        tx
      )
    )
    expect(await rowsOf('line.shifts', `id = '${id}' and removed_at is not null`)).toBe(1)
  })

  it('is shown by name to those who plan, and today says who holds the line', async () => {
    setClock(() => new Date('2026-06-01T21:00:00Z'))
    await planned(ana, '2026-06-01')
    await planned(lule, '2026-06-02')
    expect(await readDutyToday(coordinator.actor)).toMatchObject({
      now: [{ name: 'operator' }],
      next: [{ from: new Date('2026-06-02T20:00:00Z') }]
    })
    const week = await readDuty(ana.actor, '2026-06-01', timezone, null)
    expect(week.shifts.map(s => s.account)).toEqual([ana.actor.account, lule.actor.account])
    const provider = await makePerson(database, network, 'provider')
    expect(await refused(readDuty(provider.actor, '2026-06-01', timezone, null))).toBe('common.not-found')
  })
})

describe('a swap', () => {
  it('changes the roster when the colleague accepts, and not before', async () => {
    const id = await planned(ana, freshDay())
    const asked = await askSwap(ana.actor, { shift: id, of: lule.actor.account, inReturn: null })
    expect(await holder(id)).toBe(ana.actor.account)
    expect(await refused(askSwap(ana.actor, { shift: id, of: lule.actor.account, inReturn: null }))).toBe(
      'duty.already-asked'
    )
    expect((await readDutyToday(lule.actor)).asked).toBe(1)
    await answerSwap(lule.actor, { id: asked.id, answer: 'accepted' })
    expect(await holder(id)).toBe(lule.actor.account)
    expect(await refused(answerSwap(lule.actor, { id: asked.id, answer: 'refused' }))).toBe(
      'duty.already-answered'
    )
    const seen = await readDuty(coordinator.actor, '2026-03-30', timezone, null)
    expect(seen.swaps.find(s => s.id === asked.id)).toMatchObject({ answer: 'accepted' })
  })

  it('for one in return exchanges both', async () => {
    const on = freshDay()
    const mine = await planned(ana, on)
    const theirs = await planned(lule, addOne(on))
    day++
    const { id } = await askSwap(ana.actor, { shift: mine, of: lule.actor.account, inReturn: theirs })
    await answerSwap(lule.actor, { id, answer: 'accepted' })
    expect([await holder(mine), await holder(theirs)]).toEqual([lule.actor.account, ana.actor.account])
  })

  it('asked or answered by the wrong person does not exist', async () => {
    const id = await planned(ana, freshDay())
    const ask = { shift: id, of: stranger.actor.account, inReturn: null }
    expect(await refused(askSwap(lule.actor, ask))).toBe('common.not-found')
    expect(await refused(askSwap(coordinator.actor, ask))).toBe('common.not-found')
    const asked = await askSwap(ana.actor, ask)
    for (const [who, answer] of [
      [lule, 'accepted'],
      [ana, 'accepted'],
      [ana, 'refused'],
      [stranger, 'withdrawn'],
      [coordinator, 'accepted']
    ] as const)
      expect(await refused(answerSwap(who.actor, { id: asked.id, answer })), answer).toBe('common.not-found')
    expect(await holder(id)).toBe(ana.actor.account)
    await answerSwap(ana.actor, { id: asked.id, answer: 'withdrawn' })
    const theirs = await planned(lule, freshDay())
    expect(
      await refused(askSwap(ana.actor, { shift: id, of: stranger.actor.account, inReturn: theirs }))
    ).toBe('common.not-found')
    expect(await refused(askSwap(ana.actor, { shift: id, of: ana.actor.account, inReturn: null }))).toBe(
      'duty.not-yourself'
    )
    expect(
      await refused(askSwap(ana.actor, { shift: id, of: coordinator.actor.account, inReturn: null }))
    ).toBe('duty.not-an-operator')
  })

  it('is refused when the colleague stands there already, then or when answering', async () => {
    const on = freshDay()
    const mine = await planned(ana, on)
    const ask = { shift: mine, of: lule.actor.account, inReturn: null }
    const asked = await askSwap(ana.actor, ask)
    await planned(lule, on, { from: '23:00', to: '01:00' })
    expect(await refused(answerSwap(lule.actor, { id: asked.id, answer: 'accepted' }))).toBe('duty.overlaps')
    await answerSwap(lule.actor, { id: asked.id, answer: 'refused' })
    expect(await refused(askSwap(ana.actor, ask))).toBe('duty.overlaps')
  })

  it('accepted twice at once, or accepted while withdrawn, ends one way', async () => {
    const id = await planned(ana, freshDay())
    const asked = await askSwap(ana.actor, { shift: id, of: lule.actor.account, inReturn: null })
    const ends = await Promise.all([
      refused(answerSwap(lule.actor, { id: asked.id, answer: 'accepted' })),
      refused(answerSwap(ana.actor, { id: asked.id, answer: 'withdrawn' })),
      refused(answerSwap(lule.actor, { id: asked.id, answer: 'accepted' }))
    ])
    expect(ends.filter(e => e === 'accepted')).toHaveLength(1)
    const answer = (await database.owner.query('select answer from line.swaps where id = $1', [asked.id]))
      .rows[0].answer
    expect(await holder(id)).toBe(answer === 'accepted' ? lule.actor.account : ana.actor.account)
  })

  it('ends with the shift that is removed, and is too late once it has begun', async () => {
    const id = await planned(ana, freshDay())
    const asked = await askSwap(ana.actor, { shift: id, of: lule.actor.account, inReturn: null })
    await removeShift(coordinator.actor, { id })
    expect(await refused(answerSwap(lule.actor, { id: asked.id, answer: 'accepted' }))).toBe(
      'duty.already-answered'
    )
    const on = freshDay()
    const begun = await planned(ana, on)
    setClock(() => new Date(`${on}T21:30:00Z`))
    expect(await refused(askSwap(ana.actor, { shift: begun, of: lule.actor.account, inReturn: null }))).toBe(
      'duty.begun'
    )
  })
})

describe('a hand-over note', () => {
  const note = async () => {
    const row = crypto.randomUUID()
    const ctx = { network, table: 'line.hand_overs', row, circle: intake.id, epoch: 1, purpose: 'x', rev: 1 }
    const sealed = await seal(
      { text: 'reč' },
      { kind: 'x', ctx, at: null, recipients: [intake.keys.recipient] }
    )
    return HandOver.parse({ row, epoch: 1, sealed: base64url(sealed) })
  }

  it('is for the team alone, and the next person’s mark stands beside it', async () => {
    const one = await note()
    await writeHandOver(ana.actor, one)
    await writeHandOver(ana.actor, one)
    expect(await countUnreadHandOvers(lule.actor)).toBe(1)
    expect(await countUnreadHandOvers(ana.actor)).toBe(0)
    await markHandOverRead(lule.actor, { id: one.row })
    await markHandOverRead(lule.actor, { id: one.row })
    const { notes } = await listHandOvers(ana.actor)
    expect(notes.filter(n => n.id === one.row)).toMatchObject([
      { by: ana.actor.account, readers: [{ account: lule.actor.account }] }
    ])
    expect(await countUnreadHandOvers(lule.actor)).toBe(0)
    expect((await listHandOvers(stranger.actor)).notes).toEqual([])
    for (const who of [stranger, coordinator, ana])
      expect(await refused(markHandOverRead(who.actor, { id: one.row }))).toBe('common.not-found')
    expect(await refused(writeHandOver(stranger.actor, await note()))).toBe('common.not-found')
    expect(await refused(listHandOvers(coordinator.actor))).toBe('common.not-found')
  })

  it('is gone after its time', async () => {
    const one = await note()
    await writeHandOver(ana.actor, one)
    await sweepLine(database, new Date('2026-05-30T00:00:00Z'))
    expect(await rowsOf('line.hand_overs', `id = '${one.row}'`)).toBe(1)
    await sweepLine(database, new Date('2026-06-02T00:00:00Z'))
    expect(await rowsOf('line.hand_overs', `id = '${one.row}'`)).toBe(0)
  })
})

const hotline: Hotline = {
  number: '0800 11 222',
  hours: { sr: 'radnim danom', sq: 'ditëve të punës', en: 'weekdays' },
  week: { mon: [{ from: '08:00', to: '16:00' }] }
}

describe('number and hours', () => {
  it('hold from their day on; what was set before stays in the list', async () => {
    const profile = { number: '1', hours: hotline.hours }
    const on = (at: string) =>
      database.read('reader', { network }, tx => lineInForce(readHandle(tx), network, at, profile))
    expect(await on('2026-03-02')).toEqual(profile)
    const set = (fromOn: string, line: Hotline | null) =>
      setLine(coordinator.actor, LineSetting.parse({ fromOn, hotline: line }), timezone)
    await set('2026-03-02', hotline)
    await set('2026-03-10', { ...hotline, number: '0800 33 444' })
    await set('2026-03-20', null)
    expect((await on('2026-03-09'))?.number).toBe('0800 11 222')
    expect((await on('2026-03-10'))?.number).toBe('0800 33 444')
    expect(await on('2026-03-20')).toBeNull()
    // the same day again: the later word holds
    await set('2026-03-10', { ...hotline, number: '0800 55 666' })
    expect((await on('2026-03-10'))?.number).toBe('0800 55 666')
    expect((await listLineSettings(ana.actor)).map(s => s.fromOn)).toEqual([
      '2026-03-20',
      '2026-03-10',
      '2026-03-10',
      '2026-03-02'
    ])
    expect(await refused(set('2026-03-01', hotline))).toBe('line.from-the-past')
    expect(await refused(set('2026-03-11', { ...hotline, week: { mon: [] } }))).toBe('line.no-hours')
    expect(await refused(setLine(ana.actor, { fromOn: '2026-03-11', hotline }, timezone))).toBe(
      'common.not-found'
    )
  })

  it('are known to the public’s pages with the spans of the roster, and with nobody’s name', async () => {
    const spans = await database.read('reader', { network }, tx =>
      coveredSpans(readHandle(tx), network, new Date('2026-06-01T21:00:00Z'))
    )
    expect(spans.map(s => s.from.toISOString())).toEqual([
      '2026-06-01T20:00:00.000Z',
      '2026-06-02T20:00:00.000Z'
    ])
    const as = (role: 'reader' | 'public' | 'statistics' | 'receipt', text: string) =>
      database
        .transaction(role, { network, circles: [intake.id] }, tx => sql.raw(text).execute(tx))
        .then(
          () => 'accepted',
          (e: { code?: string }) => e.code
        )
    for (const statement of [
      'select account_id from line.shifts',
      'select made_by from line.shifts',
      'select set_by from line.settings',
      'select * from line.swaps',
      'select * from line.call_backs',
      'select * from line.hand_overs',
      'update line.shifts set removed_at = null'
    ])
      for (const role of ['reader', 'public', 'statistics', 'receipt'] as const)
        expect(await as(role, statement), `${role}: ${statement}`).toBe('42501')
    const elsewhere = await makeNetwork(database)
    expect(
      await database.read('reader', { network: elsewhere }, tx =>
        coveredSpans(readHandle(tx), network, new Date('2026-06-01T21:00:00Z'))
      )
    ).toEqual([])
  })
})

describe('the indicator of the line', () => {
  const available = reportIndicators.find(i => i.code === 'reporting-line-available')!
  const valueOf = (of: NetworkId, y: number) => count(of, ({ db }) => available.value(db, year(y)))
  const place = async () => {
    const elsewhere = await makeNetwork(database)
    return { elsewhere, boss: await makePerson(database, elsewhere, 'coordinator'), who: await makePerson(database, elsewhere, 'operator') } // prettier-ignore
  }

  it('is no while there is no number with hours, whatever stands open for writing', async () => {
    const { elsewhere, who } = await place()
    await makeTestCircle(database, elsewhere, 'intake', [who])
    expect(await valueOf(elsewhere, 2026)).toEqual({ kind: 'yes_no', value: false, counted: 0 })
  })

  it('is yes once number and hours hold, and no again when the line is taken away', async () => {
    const { elsewhere, boss } = await place()
    await setLine(boss.actor, { fromOn: '2026-03-02', hotline: { ...hotline, by_roster: false } }, timezone)
    expect(await valueOf(elsewhere, 2026)).toMatchObject({ value: true })
    expect(await valueOf(elsewhere, 2025)).toMatchObject({ value: false })
    await setLine(boss.actor, { fromOn: '2026-03-02', hotline: null }, timezone)
    expect(await valueOf(elsewhere, 2026)).toMatchObject({ value: false })
  })

  it('needs somebody in the roster when the line goes by it', async () => {
    const { elsewhere, boss, who } = await place()
    await setLine(boss.actor, { fromOn: '2026-03-02', hotline }, timezone)
    expect(await valueOf(elsewhere, 2026)).toMatchObject({ value: false })
    await planShift(boss.actor, shift(who, { day: '2026-03-02', from: '08:00', to: '16:00' }), timezone)
    expect(await valueOf(elsewhere, 2026)).toMatchObject({ value: true })
  })

  it('does not count what only begins later', async () => {
    const { elsewhere, boss } = await place()
    await setLine(boss.actor, { fromOn: '2026-09-01', hotline: { ...hotline, by_roster: false } }, timezone)
    expect(await valueOf(elsewhere, 2026)).toMatchObject({ value: false })
    setClock(() => new Date('2026-09-01T09:00:00Z'))
    expect(await valueOf(elsewhere, 2026)).toMatchObject({ value: true })
  })

  it('takes the profile’s own line for one, until the desk says otherwise', async () => {
    const { elsewhere, boss } = await place()
    await database.owner.query(
      `update identity.networks set profile = profile || jsonb_build_object('hotline', $2::jsonb) where network_id = $1`,
      [elsewhere, JSON.stringify({ number: '1', hours: hotline.hours })]
    )
    expect(await valueOf(elsewhere, 2026)).toMatchObject({ value: true })
    await setLine(boss.actor, { fromOn: '2026-03-02', hotline: null }, timezone)
    expect(await valueOf(elsewhere, 2026)).toMatchObject({ value: false })
  })
})

const rowsOf = async (table: string, where = 'true') =>
  Number((await database.owner.query(`select count(*) from ${table} where ${where}`)).rows[0].count)
const addOne = (on: string) => new Date(Date.parse(`${on}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
