// What is done to an alert, by several people, in real PostgreSQL.
import { beforeAll, describe, expect, it } from 'vitest'
import {
  makeNetwork,
  makePerson,
  makeTestCircle,
  type TestCircle,
  type TestPerson
} from '#access/testing/people.ts'
import { count, useDatabase, work } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import { year } from '#kernel/period.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { base64url, seal } from '#seal/index.ts'
import { outcomesAgainstBefore } from './counts.server.ts'
import { eraseEndedAlerts } from './erase-ended.server.ts'
import { riskIndicators } from './indicators.server.ts'
import { seeAlertsLeftOpen } from './left-open.server.ts'
import { raiseAlert, type NewAlert } from './raise.server.ts'
import { RaisedByHand, raiseByHand } from './raise-by-hand.server.ts'
import { alertsForMe, countAlertsWithoutOwner, listAlerts, readAlert } from './read.server.ts'
import { AlertStepInput, stepOnAlert } from './step.server.ts'
import { alertVerbs } from './verbs.ts'
import { circlesWithAlerts } from './waiting.server.ts'

const database = testDatabase()
const zone = 'Europe/Belgrade'
let network: NetworkId
let ana: TestPerson
let lule: TestPerson
let boss: TestPerson
let officer: TestPerson
let provider: TestPerson
let circle: TestCircle

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  ana = await makePerson(database, network, 'operator')
  lule = await makePerson(database, network, 'case-manager')
  boss = await makePerson(database, network, 'coordinator')
  officer = await makePerson(database, network, 'monitoring-officer')
  provider = await makePerson(database, network, 'provider')
  circle = await makeTestCircle(database, network, 'warning', [ana, lule, boss])
})

const refused = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'accepted',
    (error: { code?: string }) => String(error.code ?? error)
  )
let n = 0
const raise = async (over: Partial<NewAlert> = {}) =>
  (
    await work(ana.actor, alertVerbs['alert.raise'], async act => ({
      subject: 'test/x',
      reply: await raiseAlert(act, ana.actor, {
        kind: 'oblik-radna',
        category: 'rk-zene',
        settlement: null,
        level: 'risk',
        source: { kind: 'submission', id: `s-${++n}` },
        why: { code: 'signs', params: {} },
        circle: circle.id,
        ...over
      })
    }))
  ).alert
const step = (who: TestPerson, alert: string, input: object) =>
  stepOnAlert(who.actor, alert, AlertStepInput.parse({ fact: crypto.randomUUID(), seen: 1, ...input }), zone)
const words = async (row: string, text = 'reč') => {
  const ctx = {
    network,
    table: 'risk.alert_facts',
    row,
    circle: circle.id,
    epoch: 1,
    purpose: 'note',
    rev: 1
  }
  const recipients = [circle.keys.recipient]
  return { epoch: 1, sealed: base64url(await seal({ text }, { kind: 'note', ctx, at: null, recipients })) }
}

describe('an alert in several hands', () => {
  it('is taken once, however many press at the same moment, and who was second is told', async () => {
    const alert = await raise()
    const both = await Promise.all([ana, lule].map(who => refused(step(who, alert, { do: 'take' }))))
    expect(both.toSorted()).toEqual(['accepted', 'alert.someone-elses'])
    expect(await refused(step(boss, alert, { do: 'take', seen: 2 }))).toBe('accepted')
  })

  it('is acted on with sealed words, closed by its owner, and read by the circle alone', async () => {
    const alert = await raise()
    await step(ana, alert, { do: 'take' })
    expect(await refused(step(lule, alert, { do: 'close', outcome: 'prevented', seen: 2 }))).toBe(
      'alert.not-yours'
    )
    // somebody noted something meanwhile: closing over it is refused
    const fact = crypto.randomUUID()
    await step(lule, alert, { do: 'note', fact, seen: 2, words: await words(fact) })
    expect(await refused(step(ana, alert, { do: 'close', outcome: 'prevented', seen: 2 }))).toBe(
      'common.changed-by-other'
    )
    const until = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
    await step(ana, alert, { do: 'plan', action: 'field-visit', until, seen: 3 })
    await step(ana, alert, { do: 'close', outcome: 'cannot-be-known', unknowable: 'person-left', seen: 4 })
    const page = await readAlert(lule.actor, alert)
    expect(page.facts.map(f => f.kind)).toEqual([
      'alert-raised',
      'alert-taken',
      'note-added',
      'action-planned',
      'alert-closed'
    ])
    expect(Object.keys(page.words)).toEqual([fact])
    const [row] = (
      await database.owner.query(
        `select state, owner, due_at, outcome, reason, erase_on::text from risk.alerts where id = $1`,
        [alert]
      )
    ).rows
    expect(row).toMatchObject({
      state: 'closed',
      owner: null,
      due_at: null,
      outcome: 'cannot-be-known',
      reason: 'person-left'
    })
    for (const who of [officer, provider])
      expect(await refused(readAlert(who.actor, alert))).toBe('common.not-found')
    // the role without the circle is not enough
    const outside = await makePerson(database, network, 'operator')
    expect(await refused(readAlert(outside.actor, alert))).toBe('common.not-found')
    expect(await refused(step(outside, alert, { do: 'reopen', reason: 'new-signs', seen: 5 }))).toBe(
      'common.not-found'
    )
  })

  it('sent twice is done once, and words of an old key are sealed again', async () => {
    const alert = await raise()
    const fact = crypto.randomUUID()
    await step(ana, alert, { do: 'take', fact })
    expect(await step(ana, alert, { do: 'take', fact })).toEqual({ steps: 2 })
    const noted = crypto.randomUUID()
    expect(
      await refused(
        step(ana, alert, { do: 'note', fact: noted, words: { ...(await words(noted)), epoch: 2 } })
      )
    ).toBe('keys.changed')
  })

  it('said to be no risk while it is nobody’s is answered for by whoever says it', async () => {
    const alert = await raise()
    await step(lule, alert, { do: 'close', outcome: 'did-not', notARisk: 'explained' })
    const page = await readAlert(lule.actor, alert)
    expect(page.facts.map(f => [f.kind, f.by])).toEqual([
      ['alert-raised', ana.actor.account],
      ['alert-taken', lule.actor.account],
      ['alert-closed', lule.actor.account]
    ])
    await step(ana, alert, { do: 'reopen', reason: 'came-back', seen: 3 })
    expect((await readAlert(ana.actor, alert)).turn).toBe('anybody')
  })

  it('is given to members of the circle only', async () => {
    const alert = await raise()
    await step(ana, alert, { do: 'take' })
    expect(await refused(step(ana, alert, { do: 'give', to: provider.actor.account, seen: 2 }))).toBe(
      'common.not-found'
    )
    await step(ana, alert, { do: 'give', to: lule.actor.account, seen: 2 })
    expect((await readAlert(ana.actor, alert)).alert).toMatchObject({
      state: 'taken',
      owner: lule.actor.account
    })
  })
})

describe('nothing ends unowned', () => {
  it('what nobody took in time is the coordinator’s, on Today and by mail', async () => {
    const before = await countAlertsWithoutOwner(boss.actor)
    const alert = await raise({ level: 'urgent' })
    expect(await countAlertsWithoutOwner(boss.actor)).toBe(before + 1)
    const turn = async (who: TestPerson) => (await alertsForMe(who.actor, 50)).find(a => a.id === alert)?.turn
    expect(await turn(ana)).toBe('anybody')
    await database.owner.query(
      `update risk.alert_facts set detail = jsonb_set(detail, '{dueAt}', '"2026-01-01T00:00:00.000Z"') where alert_id = $1`,
      [alert]
    )
    await database.owner.query(`update risk.alerts set due_at = '2026-01-01' where id = $1`, [alert])
    expect(await turn(boss)).toBe('coordinator')
    const { open, members } = await listAlerts(ana.actor)
    expect(open.find(a => a.id === alert)).toMatchObject({ late: true, turn: 'coordinator' })
    expect(members.filter(m => m.coordinator).map(m => m.id)).toEqual([boss.actor.account])
    const told = (await circlesWithAlerts()).filter(w => w.circle === circle.id && w.person === null)
    expect(new Set(told.map(w => w.role))).toEqual(new Set(['operator', 'case-manager', 'coordinator']))
  })

  it('what belonged to somebody who left is the coordinator’s at once, and is counted before they go', async () => {
    const zana = await makePerson(database, network, 'operator')
    await database.owner.query(
      `insert into access.circle_members (network_id, circle_id, account_id, kind, granted_by, from_at) values ($1, $2, $3, 'member', $4, now())`,
      [network, circle.id, zana.actor.account, boss.actor.account]
    )
    zana.actor = { ...zana.actor, circles: [circle.id] }
    const alert = await raise()
    await step(zana, alert, { do: 'take' })
    expect(await seeAlertsLeftOpen(boss.actor, zana.actor.account)).toBe(1)
    expect(await refused(seeAlertsLeftOpen(ana.actor, zana.actor.account))).toBe('common.not-found')
    await database.owner.query(`update access.circle_members set until_at = now() where account_id = $1`, [
      zana.actor.account
    ])
    expect(await readAlert(ana.actor, alert)).toMatchObject({ turn: 'coordinator', ownerIsHere: false })
    expect((await alertsForMe(boss.actor, 50)).map(a => a.id)).toContain(alert)
    expect(await refused(step(ana, alert, { do: 'take', seen: 2 }))).toBe('accepted')
  })
})

describe('raised by hand', () => {
  const byHand = (who: Actor, from: object, over: object = {}) =>
    raiseByHand(
      who,
      RaisedByHand.parse({
        kind: 'several',
        category: null,
        settlement: 'ranilug',
        level: 'watch',
        fact: crypto.randomUUID(),
        from,
        ...over
      })
    )

  it('is there with its words, and once', async () => {
    const fact = crypto.randomUUID()
    const from = { kind: 'hand', id: crypto.randomUUID() }
    const made = await byHand(ana.actor, from, { fact, words: await words(fact) })
    expect(made.isNew).toBe(true)
    expect(await byHand(ana.actor, from, { fact, words: await words(fact) })).toEqual({
      alert: made.alert,
      isNew: false
    })
    expect(Object.keys((await readAlert(lule.actor, made.alert)).words)).toEqual([fact])
  })

  it('comes of a report or case only for whoever may open it', async () => {
    expect(await refused(byHand(ana.actor, { kind: 'case', code: 'lipa-1' }))).toBe('common.not-found')
    expect(await refused(byHand(ana.actor, { kind: 'report', code: 'lipa-1' }))).toBe('common.not-found')
    expect(await refused(byHand(officer.actor, { kind: 'hand', id: crypto.randomUUID() }))).toBe(
      'common.not-found'
    )
  })
})

describe('in numbers', () => {
  const closedOn = async (day: string, outcome: string, reason: string | null = null) => {
    const alert = await raise({ category: 'rk-trazioci-azila' })
    await database.owner.query(
      `update risk.alerts set state = 'closed', owner = null, due_at = null, raised_on = $2, closed_on = $2, outcome = $3, reason = $4 where id = $1`,
      [alert, day, outcome, reason]
    )
    return alert
  }
  const of = (code: string, y: number) =>
    count(network, ({ db }) => riskIndicators.find(i => i.code === code)!.value(db, year(y)))

  it('counts the first and the last day of a year and nothing beside it, without what was no risk', async () => {
    await closedOn('2019-12-31', 'came-true')
    await closedOn('2020-01-01', 'came-true')
    await closedOn('2020-12-31', 'prevented')
    await closedOn('2020-06-01', 'did-not', 'explained')
    await closedOn('2020-06-01', 'did-not', 'test')
    await closedOn('2020-06-01', 'did-not', 'mistake')
    await closedOn('2020-06-01', 'cannot-be-known', 'person-left')
    await closedOn('2021-01-01', 'prevented')
    expect(await of('early-risks-recognised', 2020)).toMatchObject({ value: 4 })
    expect(await of('early-risks-averted', 2020)).toMatchObject({ numerator: 2, denominator: 3 })
    expect(await of('early-risks-averted', 2019)).toMatchObject({ numerator: 0, denominator: 1 })
  })

  it('is whole for the circle, protected for others, and nothing for anybody else', async () => {
    const table = (who: TestPerson) => outcomesAgainstBefore(who.actor, '2020', zone)
    const [own] = (await table(ana)).lines
    expect(own?.now?.closed).toEqual({ shown: 4 })
    const [theirs] = (await table(officer)).lines
    expect(theirs?.now?.closed).not.toHaveProperty('shown')
    expect((await table(officer)).thisYear).toBeNull()
    expect(await refused((async () => table(provider))())).toBe('common.not-found')
  })
})

describe('after two years', () => {
  it('words, names and where it came from are gone, and the count is the same', async () => {
    const alert = await raise()
    const fact = crypto.randomUUID()
    await step(ana, alert, { do: 'close', outcome: 'did-not', fact, words: await words(fact) })
    const kept = await eraseEndedAlerts(database, { kind: 'system', network })
    expect(kept).toBe(0)
    await database.owner.query(`update risk.alerts set erase_on = current_date where id = $1`, [alert])
    expect(await eraseEndedAlerts(database, { kind: 'system', network })).toBe(1)
    const facts = await database.owner.query(
      `select sealed, account_id from risk.alert_facts where alert_id = $1`,
      [alert]
    )
    for (const row of facts.rows) expect(row).toEqual({ sealed: null, account_id: null })
    const [row] = (
      await database.owner.query(`select source_id, outcome from risk.alerts where id = $1`, [alert])
    ).rows
    expect(row).toEqual({ source_id: alert, outcome: 'did-not' })
    expect((await readAlert(ana.actor, alert)).facts).toHaveLength(3)
  })
})
