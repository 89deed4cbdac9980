// Several people at one desk (REP6): who works on what, and nobody over another's head.
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
import { AssignReport, assignReport } from './assign-report.server.ts'
import { undoReportDecision } from './decide-report.server.ts'
import { linkReports, LinkReports } from './link-reports.server.ts'
import { listInbox } from './list-inbox.server.ts'
import { MaskedParts, maskParts } from './mask-parts.server.ts'
import { readReport } from './read-report.server.ts'
import { reopenReport } from './reopen-report.server.ts'
import { assessAs, decideAs, newReport, openBeside, refused, sealedBeside, timezone } from './testing/desk.ts'

const database = testDatabase()
let network: NetworkId
let mirjana: TestPerson
let lule: TestPerson
let stranger: TestPerson
let manager: TestPerson
let coordinator: TestPerson
let intake: TestCircle
let elsewhere: TestCircle

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  mirjana = await makePerson(database, network, 'operator')
  lule = await makePerson(database, network, 'operator')
  stranger = await makePerson(database, network, 'operator')
  manager = await makePerson(database, network, 'case-manager')
  coordinator = await makePerson(database, network, 'coordinator')
  intake = await makeTestCircle(database, network, 'intake', [mirjana, lule])
  elsewhere = await makeTestCircle(database, network, 'intake', [stranger])
})
let clock = Date.parse('2026-03-03T10:00:00Z')
beforeEach(() => setClock(() => new Date(clock)))

const codeOf = async (row: string): Promise<string> =>
  (await database.owner.query('select code from reports.envelopes where id = $1', [row])).rows[0].code
const arrived = async (circle = intake) => codeOf((await newReport({ network, intake: circle })).row)
const opened = async (by = mirjana) => {
  const code = await arrived()
  return { code, page: await readReport(by.actor, code, timezone) }
}
const entries = async (verb: string) =>
  Number(
    (await database.owner.query('select count(*) from audit.entries where verb = $1', [verb])).rows[0].count
  )

describe('whose a report is', () => {
  const give = (by: TestPerson, code: string, to: string | null, from: string | null = null) =>
    assignReport(by.actor, code, AssignReport.parse({ to, from }), timezone)

  it('taken, given, put back; each list shows its own', async () => {
    const code = await arrived()
    const in_ = async (which: 'mine' | 'nobodys' | 'open', who = mirjana) =>
      (await listInbox(who.actor, which, timezone)).rows.some(r => r.code === code)
    expect([await in_('mine'), await in_('nobodys'), await in_('open')]).toEqual([false, true, true])
    await give(mirjana, code, mirjana.actor.account)
    expect([await in_('mine'), await in_('nobodys'), await in_('mine', lule)]).toEqual([true, false, false])
    await give(mirjana, code, lule.actor.account, mirjana.actor.account)
    const { rows, names } = await listInbox(lule.actor, 'mine', timezone)
    const row = rows.find(r => r.code === code)
    expect(names[row!.assignedTo!]).toBe('operator')
    await give(lule, code, null, lule.actor.account)
    expect(await in_('nobodys')).toBe(true)
  })

  it('of two who take it at once the second is told', async () => {
    const code = await arrived()
    const both = await Promise.all([
      refused(give(mirjana, code, mirjana.actor.account)),
      refused(give(lule, code, lule.actor.account))
    ])
    expect(both.toSorted()).toEqual(['accepted', 'common.changed-by-other'])
  })

  it('goes to nobody outside the team, and is not there for those outside the circle or role', async () => {
    const code = await arrived()
    for (const to of [manager, stranger, coordinator])
      expect(await refused(give(mirjana, code, to.actor.account))).toBe('report.not-on-team')
    expect(await refused(give(mirjana, code, crypto.randomUUID()))).toBe('report.not-on-team')
    for (const who of [stranger, manager, coordinator])
      expect(await refused(give(who, code, who.actor.account))).toBe('common.not-found')
    expect(await refused(give(mirjana, 'mermer-9999', mirjana.actor.account))).toBe('common.not-found')
  })
})

describe('on a stale view', () => {
  it('a second assessment is refused until the first was seen; both stand in the end', async () => {
    const { code, page } = await opened()
    const seen = page.facts.length
    await assessAs(mirjana, intake, code, seen)
    expect(await refused(assessAs(lule, intake, code, seen))).toBe('common.changed-by-other')
    const again = await readReport(lule.actor, code, timezone)
    await assessAs(lule, intake, code, again.facts.length)
    const kept = await database.owner.query(
      `select account_id from reports.facts where report_id = $1 and kind = 'assessment-recorded' order by no`,
      [page.id]
    )
    expect(kept.rows.map(r => r.account_id)).toEqual([mirjana.actor.account, lule.actor.account])
  })

  it('of two decisions at once one stands', async () => {
    const { code, page } = await opened()
    const seen = page.facts.length
    const both = await Promise.all([
      refused(decideAs(mirjana, code, { decision: 'police' }, seen)),
      refused(decideAs(lule, code, { decision: 'not-trafficking', reason: 'no-signs' }, seen))
    ])
    expect(both.toSorted()).toEqual(['accepted', 'common.changed-by-other'])
    expect((await readReport(lule.actor, code, timezone)).report.status).toBe('decided')
  })

  it('sent twice it is one decision', async () => {
    const { code, page } = await opened()
    const choice = { decision: 'police', row: crypto.randomUUID() }
    await decideAs(mirjana, code, choice, page.facts.length)
    expect(await refused(decideAs(mirjana, code, choice, page.facts.length))).toBe('common.changed-by-other')
    expect((await readReport(mirjana.actor, code, timezone)).followUps).toHaveLength(1)
  })

  it('who works on it, and a link, change nothing for a decision', async () => {
    const { code, page } = await opened()
    const other = await arrived()
    await assignReport(lule.actor, code, { to: lule.actor.account, from: null }, timezone)
    await linkReports(lule.actor, code, { do: 'link', other, reason: 'same-place' }, timezone)
    expect(await refused(decideAs(mirjana, code, { decision: 'police' }, page.facts.length))).toBe('accepted')
  })

  it('reopening and masking look too', async () => {
    const { code, page } = await opened()
    await decideAs(mirjana, code, { decision: 'police' })
    expect(
      await refused(
        reopenReport(lule.actor, code, { seen: page.facts.length, reason: 'new-information' }, timezone)
      )
    ).toBe('common.changed-by-other')
  })
})

describe('masked parts', () => {
  const mask = async (by: TestPerson, code: string, seen: number, value: unknown, more: string[] = []) => {
    const box = await sealedBeside(by, intake, value, 'masks')
    return maskParts(
      by.actor,
      code,
      MaskedParts.parse({ ...box, seen, reasons: ['points-to-witness', ...more] }),
      timezone
    )
  }
  it('are sealed for the team, the newest holds, the reason stands in clear and nothing else', async () => {
    const { code, page } = await opened()
    await mask(mirjana, code, page.facts.length, { masks: [] })
    const second = await readReport(lule.actor, code, timezone)
    await mask(lule, code, second.facts.length, { masks: [{ in: 'name' }] }, ['asked-for'])
    const third = await readReport(mirjana.actor, code, timezone)
    expect(await openBeside(lule, intake, third.masks!, 'masks')).toEqual({ masks: [{ in: 'name' }] })
    const kept = await database.owner.query(
      `select detail, account_id from reports.facts where report_id = $1 and kind = 'parts-masked' order by no`,
      [page.id]
    )
    expect(kept.rows).toEqual([
      { detail: { reasons: ['points-to-witness'] }, account_id: mirjana.actor.account },
      { detail: { reasons: ['points-to-witness', 'asked-for'] }, account_id: lule.actor.account }
    ])
    expect(await refused(mask(lule, code, second.facts.length, { masks: [] }))).toBe(
      'common.changed-by-other'
    )
  })

  it('are for one recipient, for the circle, and not before anybody has read', async () => {
    const code = await arrived()
    expect(await refused(mask(stranger, code, 1, { masks: [] }))).toBe('common.not-found')
    expect(await refused(mask(mirjana, code, 1, { masks: [] }))).toBe('report.not-now')
    const box = await sealedBeside(mirjana, intake, {}, 'masks')
    expect(MaskedParts.safeParse({ ...box, seen: 1, reasons: [], masks: ['u otvorenom'] }).success).toBe(
      false
    )
    expect(MaskedParts.safeParse({ ...box, seen: 1, reasons: ['zato'] }).success).toBe(false)
  })
})

describe('links', () => {
  const link = (by: TestPerson, code: string, other: string, choice: Partial<LinkReports> = {}) =>
    linkReports(
      by.actor,
      code,
      LinkReports.parse({ do: 'link', other, reason: 'same-event', ...choice }),
      timezone
    )

  it('stand on both, are logged for both, and go from both', async () => {
    const [a, b] = [await arrived(), await arrived()]
    const before = await entries('report.link')
    await link(mirjana, a, b)
    expect(await entries('report.link')).toBe(before + 2)
    for (const [one, other] of [
      [a, b],
      [b, a]
    ] as const)
      expect((await readReport(lule.actor, one, timezone)).linked.map(l => l.code)).toEqual([other])
    expect(await refused(link(lule, b, a))).toBe('report.already-linked')
    await link(lule, b, a, { do: 'unlink', reason: 'different-matter' } as never)
    for (const one of [a, b]) expect((await readReport(lule.actor, one, timezone)).linked).toEqual([])
    expect(await refused(link(lule, b, a, { do: 'unlink', reason: 'different-matter' } as never))).toBe(
      'report.not-linked'
    )
  })

  it('of two who link from both ends at once one does it', async () => {
    const [a, b] = [await arrived(), await arrived()]
    const both = await Promise.all([refused(link(mirjana, a, b)), refused(link(lule, b, a))])
    expect(both.toSorted()).toEqual(['accepted', 'report.already-linked'])
    expect((await readReport(mirjana.actor, a, timezone)).report.links).toHaveLength(1)
  })

  it('reach no report that one does not see', async () => {
    const [mine, theirs] = [await arrived(), await arrived(elsewhere)]
    expect(await refused(link(mirjana, mine, theirs))).toBe('common.not-found')
    expect(await refused(link(mirjana, mine, 'mermer-9999'))).toBe('common.not-found')
    expect(await refused(link(mirjana, mine, 'koješta'))).toBe('common.not-found')
    expect(await refused(link(mirjana, mine, mine))).toBe('report.not-with-itself')
    expect(await refused(link(manager, mine, theirs))).toBe('common.not-found')
  })

  it('let the linked ones be decided alike: all, or none when one was changed', async () => {
    const [{ code: a }, { code: b, page }] = [await opened(), await opened()]
    const alike = (seen: number) => ({
      decision: 'police',
      also: ['labour-inspectorate'],
      alike: [{ code: b, row: crypto.randomUUID(), epoch: 1, seen }]
    })
    expect(await refused(decideAs(mirjana, a, alike(page.facts.length)))).toBe('report.not-linked')
    await link(mirjana, a, b)
    const seen = (await readReport(lule.actor, b, timezone)).facts.length
    await assessAs(lule, intake, b, seen)
    expect(await refused(decideAs(mirjana, a, alike(seen)))).toBe('common.changed-by-other')
    expect((await readReport(lule.actor, a, timezone)).report.status).toBe('in-work')
    await decideAs(mirjana, a, alike(seen + 1))
    for (const code of [a, b]) {
      const done = await readReport(lule.actor, code, timezone)
      expect(done.report.decided).toMatchObject({ decision: 'police', also: ['labour-inspectorate'] })
      expect(done.followUps.map(f => f.body).toSorted()).toEqual(['labour-inspectorate', 'police'])
    }
  })
})

describe('a decision', () => {
  it('is undone within ten minutes with what was not sent; later it is reopened with a reason', async () => {
    const { code } = await opened()
    await decideAs(mirjana, code, { decision: 'police', also: ['prosecutor'] })
    await undoReportDecision(lule.actor, code, timezone)
    const undone = await readReport(mirjana.actor, code, timezone)
    expect(undone.report.status).toBe('in-work')
    expect(undone.eraseOn).toBeNull()
    expect(undone.followUps.map(f => f.status)).toEqual(['cancelled', 'cancelled'])
    await decideAs(mirjana, code, { decision: 'cannot-tell', reason: 'not-enough-known' })
    expect((await readReport(mirjana.actor, code, timezone)).eraseOn).toBe('2026-09-03')
    clock += 11 * 60_000
    expect(await refused(undoReportDecision(mirjana.actor, code, timezone))).toBe('report.too-late-to-undo')
    const page = await readReport(mirjana.actor, code, timezone)
    await reopenReport(mirjana.actor, code, { seen: page.facts.length, reason: 'new-information' }, timezone)
    const reopened = await readReport(mirjana.actor, code, timezone)
    expect([reopened.report.status, reopened.eraseOn]).toEqual(['in-work', null])
    expect(
      await refused(reopenReport(stranger.actor, code, { seen: 1, reason: 'new-information' }, timezone))
    ).toBe('common.not-found')
  })
})
