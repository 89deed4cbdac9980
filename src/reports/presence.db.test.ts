// Who has which report on the screen (REP6): ids in memory, for a minute, for those who were shown it.
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
import { listInbox } from './list-inbox.server.ts'
import { beginReading, keepReading, presenceSeconds, stopReading } from './presence.server.ts'
import { readReport } from './read-report.server.ts'
import { assessAs, newReport, timezone } from './testing/desk.ts'

const database = testDatabase()
let network: NetworkId
let mirjana: TestPerson
let lule: TestPerson
let stranger: TestPerson
let intake: TestCircle

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  mirjana = await makePerson(database, network, 'operator')
  lule = await makePerson(database, network, 'operator')
  stranger = await makePerson(database, network, 'operator')
  intake = await makeTestCircle(database, network, 'intake', [mirjana, lule])
})
let clock = Date.parse('2026-03-03T10:00:00Z')
beforeEach(() => setClock(() => new Date(clock)))

const opened = async (by = mirjana) => {
  const { row } = await newReport({ network, intake })
  const { code } = (await database.owner.query('select code from reports.envelopes where id = $1', [row]))
    .rows[0]
  return { code: code as string, page: await readReport(by.actor, code, timezone) }
}

describe('who is reading', () => {
  it('is known for a minute, to those who were shown the report', async () => {
    const { code } = await opened()
    expect((await readReport(lule.actor, code, timezone)).readers).toEqual([mirjana.actor.account])
    expect(keepReading(mirjana.actor, code, clock)?.readers).toEqual([lule.actor.account])
    expect(
      (await listInbox(mirjana.actor, 'open', timezone)).rows.find(r => r.code === code)?.readers
    ).toEqual([lule.actor.account])
    expect(keepReading(stranger.actor, code, clock)).toBeUndefined()
    expect(keepReading(mirjana.actor, 'mermer-9999', clock)).toBeUndefined()
    expect(
      keepReading({ ...mirjana.actor, circles: [] }, code, clock),
      'after leaving the circle'
    ).toBeUndefined()
    stopReading(lule.actor, code)
    expect(keepReading(mirjana.actor, code, clock)?.readers).toEqual([])
    await readReport(lule.actor, code, timezone)
    clock += (presenceSeconds + 1) * 1000
    expect(keepReading(mirjana.actor, code, clock)?.readers).toEqual([])
  })

  it('hears what others record, not what it recorded itself', async () => {
    const { code, page } = await opened()
    await readReport(lule.actor, code, timezone)
    const since = clock
    clock += 1000
    await assessAs(mirjana, intake, code, page.facts.length)
    expect(keepReading(mirjana.actor, code, since)?.changes).toEqual([])
    expect(keepReading(lule.actor, code, since)?.changes).toMatchObject([
      { step: 'assessment-recorded', by: mirjana.actor.account }
    ])
  })

  it('is forgotten with the last reader', () => {
    const id = crypto.randomUUID() as never
    beginReading(mirjana.actor, 'opal-1', { id, circle: intake.id })
    stopReading(mirjana.actor, 'opal-1')
    beginReading(lule.actor, 'opal-2', { id: crypto.randomUUID() as never, circle: intake.id })
    expect(keepReading(mirjana.actor, 'opal-1', 0)).toBeUndefined()
  })
})
