// What a flood leaves behind: outside the deadlines and the counts until somebody of the team has looked.
import { beforeAll, describe, expect, it } from 'vitest'
import { count, useDatabase } from '#access/work.server.ts'
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
import { random } from '#seal/index.ts'
import { sql } from 'kysely'
import { comeBack } from './come-back.server.ts'
import { eraseHeld, releaseHeld } from './handle-held.server.ts'
import { reportIndicators } from './indicators.server.ts'
import { listInbox, type InboxTab } from './list-inbox.server.ts'
import { newReport, refused, timezone } from './testing/desk.ts'
import { readReport } from './read-report.server.ts'
import { decideReport } from './decide-report.server.ts'

const database = testDatabase()
let network: NetworkId
let operator: TestPerson
let stranger: TestPerson
let manager: TestPerson
let intake: TestCircle

beforeAll(async () => {
  useDatabase(database)
  setClock(() => new Date('2026-03-02T10:00:00Z'))
  network = await makeNetwork(database)
  operator = await makePerson(database, network, 'operator')
  stranger = await makePerson(database, network, 'operator')
  manager = await makePerson(database, network, 'case-manager')
  intake = await makeTestCircle(database, network, 'intake', [operator])
  await makeTestCircle(database, network, 'case', [stranger])
})

const arrive = async (held: boolean) => {
  const {
    row,
    receipt,
    deadlineDay,
    held: answered
  } = await newReport({ network, intake }, { held, file: random(100) })
  const { code } = (await database.owner.query('select code from reports.envelopes where id = $1', [row]))
    .rows[0]
  return { row, code: code as string, receipt, answer: { deadlineDay, held: answered } }
}
const codes = async (tab: InboxTab, who = operator) =>
  (await listInbox(who.actor, tab, timezone)).rows.map(row => row.code)
const received = () =>
  count(network, async ({ db }) => {
    const indicator = reportIndicators.find(i => i.code === 'reports-received')!
    return indicator.value(db, { from: '2026-01-01', to: '2027-01-01' } as never)
  }) as Promise<{ counted: number }>

describe('a report from a flood', () => {
  it('waits in a list of its own, without a deadline, and is not counted', async () => {
    const before = (await received()).counted
    const { code, answer, receipt } = await arrive(true)
    expect(answer).toEqual({ deadlineDay: '2026-03-09', held: true })
    expect(await codes('held')).toContain(code)
    expect(await codes('open')).not.toContain(code)
    expect(await codes('done')).not.toContain(code)
    expect(await codes('held', stranger)).toEqual([])
    expect((await listInbox(operator.actor, 'open', timezone)).held).toBe(1)
    expect((await listInbox(stranger.actor, 'open', timezone)).held).toBe(0)
    expect((await received()).counted).toBe(before)
    expect((await comeBack(network, receipt)).report.standing).toBeNull()
    await readReport(operator.actor, code, timezone)
    expect(await codes('held')).toContain(code)
    expect(await codes('open')).not.toContain(code)
  })

  it('released is a report like any other, with the deadline of the day it came', async () => {
    const { code, row } = await arrive(true)
    const other = await arrive(true)
    expect(await refused(releaseHeld(stranger.actor, { codes: [code] }, timezone))).toBe('common.not-found')
    expect(await refused(releaseHeld(manager.actor, { codes: [code] }, timezone))).toBe('common.not-found')
    expect(
      await releaseHeld(operator.actor, { codes: [code, other.code, code, 'nema-1'] }, timezone)
    ).toEqual({
      done: 2
    })
    expect(await codes('open')).toEqual(expect.arrayContaining([code, other.code]))
    expect(await codes('held')).not.toContain(code)
    const kept = await database.owner.query(
      'select due_on::text, quarantined from reports.envelopes where id = $1',
      [row]
    )
    expect(kept.rows[0]).toEqual({ due_on: '2026-03-09', quarantined: false })
    const entries = await database.owner.query(
      `select actor from audit.entries where subject = $1 and verb = 'report.release-held'`,
      [`reports.envelopes/${row}`]
    )
    expect(entries.rows).toEqual([{ actor: `acc:${operator.actor.account}` }])
  })

  it('is released by deciding', async () => {
    const { code } = await arrive(true)
    await readReport(operator.actor, code, timezone)
    const decision = {
      row: crypto.randomUUID(),
      epoch: 1,
      seen: 2,
      decision: 'not-trafficking',
      reason: 'no-signs'
    } as const
    await decideReport(operator.actor, code, decision, timezone)
    expect(await codes('done')).toContain(code)
    expect(await codes('held')).not.toContain(code)
  })

  it('erased is gone with receipt, files and facts, and an entry says who did it', async () => {
    const { code, row, receipt } = await arrive(true)
    await readReport(operator.actor, code, timezone)
    expect(await refused(eraseHeld(stranger.actor, { codes: [code] }))).toBe('common.not-found')
    expect(await eraseHeld(operator.actor, { codes: [code] })).toEqual({ done: 1 })
    for (const [table, column] of [
      ['envelopes', 'id'],
      ['receipts', 'report_id'],
      ['files', 'report_id'],
      ['facts', 'report_id']
    ])
      expect(
        (await database.owner.query(`select 1 from reports.${table} where ${column} = $1`, [row])).rowCount,
        table
      ).toBe(0)
    expect(await refused(comeBack(network, receipt))).toBe('receipt.unknown')
    const entries = await database.owner.query(
      `select actor from audit.entries where subject = $1 and verb = 'report.erase-held'`,
      [`reports.envelopes/${row}`]
    )
    expect(entries.rows).toHaveLength(1)
  })
})

describe('a report that is not held back', () => {
  it('cannot be erased by the desk, whatever the code believes', async () => {
    const { code, row } = await arrive(false)
    expect(await refused(eraseHeld(operator.actor, { codes: [code] }))).toBe('common.not-found')
    const settings = { network, circles: [intake.id] }
    const erase = database.transaction('app', settings, tx =>
      sql`delete from reports.envelopes where id = ${row}`.execute(tx)
    )
    expect(await refused(erase)).toBe('42501')
    for (const table of ['receipts', 'files', 'facts'])
      expect(
        await refused(
          database.transaction('app', settings, tx => sql.raw(`delete from reports.${table}`).execute(tx))
        ),
        table
      ).toBe('42501')
    expect(await codes('open')).toContain(code)
  })
})
