// Erased is gone from the disk too (REP6): the very bytes are looked for in the whole data folder, the write-ahead log with it.
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
import { filesHolding } from '#platform/testing/bytes-on-disk.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { random } from '#seal/index.ts'
import { eraseEnded, rewriteErased, tablesWithReports } from './erase-ended.server.ts'
import { readReport } from './read-report.server.ts'
import { decideAs, messageTo, newReport, timezone } from './testing/desk.ts'

const database = testDatabase()
let network: NetworkId
let mirjana: TestPerson
let intake: TestCircle
let clock = Date.parse('2026-03-03T10:00:00Z')

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  mirjana = await makePerson(database, network, 'operator')
  intake = await makeTestCircle(database, network, 'intake', [mirjana])
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

describe('the files under the tables', () => {
  it('hold nothing of it after the job, the rewriting and a checkpoint', { timeout: 60_000 }, async () => {
    on('2026-03-03')
    // ciphertext does not compress, so PostgreSQL keeps it as it came: 40 bytes from its middle are found wherever it lies
    const file = random(3_000)
    const sent = await arrived({ file })
    const stays = await arrived()
    await readReport(mirjana.actor, sent.code, timezone)
    const talk = await messageTo(mirjana, intake, sent.code, sent.reporter)
    await decideAs(mirjana, sent.code, closed)
    const middle = (bytes: Uint8Array) => Buffer.from(bytes.subarray(1_900, 1_940))
    const needles = [sent.sealed, talk, file].map(middle)
    await database.owner.query('checkpoint')
    for (const needle of needles)
      expect(filesHolding([needle]).length, 'the search finds what is there').toBeGreaterThan(0)

    on('2026-06-01')
    await eraseEnded(database, [])
    await rewriteErased(database, [])
    expect(filesHolding(needles)).toEqual([])
    expect(filesHolding([middle(stays.sealed)]).length, 'what is kept is still there').toBeGreaterThan(0)
    const entry = await one(`select detail from audit.entries where subject = 'reports.envelopes/rewritten'`)
    expect(entry.detail).toEqual({ tables: tablesWithReports.length, log: true })
  })
})
