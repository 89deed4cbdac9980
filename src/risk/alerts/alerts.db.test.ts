// Raising, by whoever recognises a risk, in real PostgreSQL.
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  makeNetwork,
  makePerson,
  makeTestCircle,
  type TestCircle,
  type TestPerson
} from '#access/testing/people.ts'
import { count, look, useDatabase, work } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { raiseAlert, type NewAlert } from './raise.server.ts'
import { alertVerbs } from './verbs.ts'

const database = testDatabase()
let network: NetworkId
let operator: TestPerson
let field: TestPerson
let stranger: TestPerson
let circle: TestCircle

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  operator = await makePerson(database, network, 'operator')
  field = await makePerson(database, network, 'field-worker')
  stranger = await makePerson(database, network, 'provider')
  circle = await makeTestCircle(database, network, 'warning', [operator])
})

const alertOf = (id: string, over: Partial<NewAlert> = {}): NewAlert => ({
  kind: 'oblik-radna',
  category: 'rk-zene',
  settlement: 'domorovce',
  level: 'risk',
  source: { kind: 'submission', id },
  why: { code: 'score', params: { level: 'risk', version: 3, rules: [1, 4] } },
  ...over
})
const raise = (actor: Actor, alert: NewAlert) =>
  work(actor, alertVerbs['alert.raise'], async act => ({
    subject: 'risk.submissions/x',
    reply: await raiseAlert(act, actor, { ...alert, circle: circle.id })
  }))
const rows = async () =>
  (
    await database.owner.query(
      `select id, level, state, due_at, raised_on::text from risk.alerts where network_id = $1 order by raised_on, id`,
      [network]
    )
  ).rows

describe('raising an alert', () => {
  it('is done by a field worker, who reads nothing of it back', async () => {
    const done = await raise(field.actor, alertOf('f-1'))
    expect(done.isNew).toBe(true)
    const seen = await look(field.actor, { verb: 'test', roles: ['field-worker'] }, async ({ db }) => ({
      subject: 'risk.alerts/test',
      reply: await db.rows(sql`select 1 from risk.alerts`)
    }))
    expect(seen).toEqual([])
    const facts = await database.owner.query(
      `select kind, detail, account_id from risk.alert_facts where alert_id = $1`,
      [done.alert]
    )
    expect(facts.rows).toEqual([
      {
        kind: 'alert-raised',
        detail: { level: 'risk', dueAt: expect.any(String) },
        account_id: field.actor.account
      }
    ])
  })

  it('is the same alert when the same source raises it again, at the same moment too', async () => {
    const first = await raise(operator.actor, alertOf('r-1', { source: { kind: 'report', id: 'r-1' } }))
    const again = await Promise.all(
      Array.from({ length: 4 }, () =>
        raise(operator.actor, alertOf('r-1', { source: { kind: 'report', id: 'r-1' }, level: 'urgent' }))
      )
    )
    expect(again).toEqual(again.map(() => ({ alert: first.alert, isNew: false })))
    expect((await rows()).filter(row => row.id === first.alert)).toMatchObject([{ level: 'risk' }])
    // another kind of source is another alert
    const other = await raise(operator.actor, alertOf('r-1', { source: { kind: 'case', id: 'r-1' } }))
    expect(other.isNew).toBe(true)
  })

  it('is nobody’s to do who has no part in it, and takes no code it does not know', async () => {
    await expect(raise(stranger.actor, alertOf('p-1'))).rejects.toMatchObject({ code: 'common.not-found' })
    await expect(raise(operator.actor, alertOf('p-2', { kind: 'Ana' as never }))).rejects.toThrow()
    await expect(raise(operator.actor, alertOf('p-3', { settlement: 'Ana lives here' }))).rejects.toThrow()
  })

  it('by the machine is by nobody, and an urgent one puts the mail into the queue', async () => {
    const system = { kind: 'system', network } as const
    const { alert } = await raise(
      system,
      alertOf('work:domorovce:2026-11', {
        level: 'urgent',
        category: null,
        source: { kind: 'statistics', id: 'work:domorovce:2026-11' },
        why: {
          code: 'rise',
          params: { observed: 11, usual: 3.4, periods: 2, unit: 'week', since: '2026-11-09', onceInYears: 4 }
        }
      })
    )
    const [fact] = (
      await database.owner.query(`select account_id from risk.alert_facts where alert_id = $1`, [alert])
    ).rows
    expect(fact.account_id).toBeNull()
    const jobs = await database.owner.query(
      `select task_identifier as task from graphile_worker.jobs where key = $1`,
      [`tell-urgent-alert:${circle.id}`]
    )
    expect(jobs.rows).toEqual([{ task: 'tell-urgent-alert' }])
  })

  it('is counted by codes, without a circle, and never by a word', async () => {
    const counted = await count(network, ({ db }) =>
      db.rows(sql<{ kind: string; n: number }>`
        select kind, count(*)::int as n from risk.alerts where settlement = 'domorovce' group by 1`)
    )
    expect(counted).toEqual([{ kind: 'oblik-radna', n: (await rows()).length }])
    await expect(count(network, ({ db }) => db.rows(sql`select why from risk.alerts`))).rejects.toMatchObject(
      { code: '42501' }
    )
    await expect(
      count(network, ({ db }) => db.rows(sql`select sealed from risk.alert_facts`))
    ).rejects.toMatchObject({ code: '42501' })
  })
})
