// The keys of a report's own circle (decision 0012): renewed when somebody leaves, gone at the end of its period.
import { beforeAll, expect, it } from 'vitest'
import { findNewest, findRoot, nothingKnown } from '#access/circle-roots.ts'
import { keysOf } from '#access/circles.server.ts'
import { listWaitingForKeys } from '#access/grant-keys.server.ts'
import { markForNewKeys } from '#access/new-keys-waiting.server.ts'
import { unsureOf } from '#access/next-epoch.ts'
import { accessVerbs } from '#access/permissions.ts'
import { listRenewals, renewKeys } from '#access/renew-keys.server.ts'
import { openerOf, renewalBy } from '#access/testing/renew.ts'
import { look, useDatabase } from '#access/work.server.ts'
import { id, makePerson, type TestCircle, type TestPerson } from '#access/testing/people.ts'
import type { NetworkId } from '#kernel/id.ts'
import { setClock } from '#platform/clock.server.ts'
import { writeHandle } from '#platform/handles.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { submitReport } from './arrive.server.ts'
import { comeBack } from './come-back.server.ts'
import { decideReport } from './decide-report.server.ts'
import { eraseEnded } from './erase-ended.server.ts'
import { eraseHeld } from './handle-held.server.ts'
import { readReport } from './read-report.server.ts'
import { refused, timezone } from './testing/desk.ts'
import { teamOfTwo } from './testing/left-out.ts'

const database = testDatabase()
let two: Awaited<ReturnType<typeof teamOfTwo>>
let network: NetworkId
let ours: TestPerson
let theirs: TestPerson
let intake: TestCircle
let now: typeof two.now

beforeAll(async () => {
  useDatabase(database)
  setClock(() => new Date('2026-03-02T10:00:00Z'))
  two = await teamOfTwo(database)
  ;({ network, ours, theirs, intake, now } = two)
})

it('gets a new key when somebody leaves, made by one who stays and only after numbers were compared', async () => {
  const leaver = await makePerson(database, network, 'operator')
  const third = await makePerson(database, network, 'operator')
  const { rows: team } = await database.owner.query(
    `select account_id from access.circle_members where circle_id = $1 and kind = 'member' and until_at is null`,
    [intake.id]
  )
  const asMember = (who: string) =>
    database.owner.query(
      `insert into access.circle_members (network_id, circle_id, account_id, kind, granted_by, from_at)
       values ($1, $2, $3, 'member', $3, now())`,
      [network, intake.id, who]
    )
  for (const { actor } of [leaver, third]) await asMember(actor.account)
  const { circle, input } = await two.newReport([ours, leaver, third], [theirs.actor.organisation])
  await submitReport(two.anonymous, input, now)
  // the database’s clock is not this test’s
  await database.owner.query(`update access.circle_members set from_at = '2026-03-02' where circle_id = $1`, [
    circle
  ])
  await database.transaction('identity', { network }, tx =>
    markForNewKeys(writeHandle(tx), { network, account: leaver.actor.account }, new Date())
  )
  await database.owner.query('update access.circle_members set until_at = now() where account_id = $1', [
    leaver.actor.account
  ])
  const actor = await two.fresh(ours)
  const renewal = (await listRenewals(actor)).find(r => r.circle === circle)!
  expect(renewal.holders.map(h => h.account).sort()).toEqual([ours.actor.account, third.actor.account].sort())
  const held = await findNewest(renewal.keys, circle, openerOf(ours), nothingKnown())
  // nobody known has vouched for these keys: a person compares the numbers first
  expect(
    unsureOf(renewal, held, { network, account: actor.account, ...ours.keys }).map(u => u.account)
  ).toEqual([third.actor.account])
  const made = await renewalBy(ours, renewal)
  expect(await refused(renewKeys(actor, made.input))).toBe('accepted')
  const thirds = await two.fresh(third)
  const keys = await look(thirds, accessVerbs['keys.list-renewals'], async ({ db }) => ({
    subject: 'test',
    reply: await keysOf(db, thirds, [circle])
  }))
  const newest = await findNewest(keys, circle, openerOf(third), nothingKnown())
  expect(newest.epoch).toBe(2)
  expect((await findRoot(keys, { circle, epoch: 1 }, openerOf(third), nothingKnown())).root).toEqual(
    held.root
  )
  await database.owner.query(
    `update access.circle_members set until_at = now() where circle_id = $1 and not account_id = any($2)`,
    [intake.id, team.map(t => t.account_id)]
  )
})

it('takes its keys along at the end of its period: nothing that was sealed into it opens again', async () => {
  const { code, circle, row, receipt } = await two.arrive()
  const stays = await two.arrive()
  const actor = await two.fresh(ours)
  await readReport(actor, code, timezone)
  const decision = { row: id(), epoch: 1, seen: 2, decision: 'not-trafficking', reason: 'no-signs' } as const
  await decideReport(actor, code, decision, timezone)
  setClock(() => new Date('2026-12-02T10:00:00Z'))
  const certificates = await eraseEnded(database, [])
  expect(certificates.map(c => c.report)).toEqual([row])
  // the report, the part and the manifest of its file, the one wrap
  expect(certificates[0]!.boxes).toBe(4)
  const left = async (of: string) =>
    (
      await database.owner.query(
        `select (select count(*)::int from access.wraps w where w.circle_id = c.id) as wraps, ended_at is not null as over
         from access.circles c where id = $1`,
        [of]
      )
    ).rows[0]
  expect(await left(circle)).toEqual({ wraps: 0, over: true })
  expect(await left(stays.circle)).toEqual({ wraps: 1, over: false })
  expect(await refused(comeBack(network, receipt))).toBe('receipt.unknown')
  const page = await readReport(actor, code, timezone)
  expect(page).toMatchObject({ sealed: null, report: { status: 'erased' } })
  // nobody is asked for a key of it any more
  const newcomer = await makePerson(database, network, 'operator')
  const waiting = (await listWaitingForKeys(actor)).filter(w => w.account === newcomer.actor.account)
  expect(waiting.map(w => w.circle)).not.toContain(circle)
  expect(waiting.map(w => w.circle)).toContain(stays.circle)
  expect((await readReport(actor, stays.code, timezone)).sealed).not.toBeNull()
  setClock(() => new Date('2026-03-02T10:00:00Z'))
})

it('is gone with a report that came in a flood and is erased unread; another’s stays, and so does the team’s', async () => {
  const sent = await two.newReport([ours], [theirs.actor.organisation])
  await submitReport(two.anonymous, sent.input, now, { held: true })
  const stays = await two.arrive()
  const { rows } = await database.owner.query('select code from reports.envelopes where id = $1', [sent.row])
  const actor = await two.fresh(ours)
  const left = async (of: string) =>
    (
      await database.owner.query(
        `select (select count(*)::int from access.wraps w where w.circle_id = c.id) as wraps, ended_at is not null as over
         from access.circles c where id = $1`,
        [of]
      )
    ).rows[0]
  const team = await left(intake.id)
  expect(await left(sent.circle)).toEqual({ wraps: 1, over: false })
  expect(await refused(eraseHeld(await two.fresh(theirs), { codes: [rows[0].code] }))).toBe(
    'common.not-found'
  )
  expect(await eraseHeld(actor, { codes: [rows[0].code] })).toEqual({ done: 1 })
  expect(await left(sent.circle)).toEqual({ wraps: 0, over: true })
  expect(await left(stays.circle)).toEqual({ wraps: 1, over: false })
  expect(await left(intake.id)).toEqual(team)
  const newcomer = await makePerson(database, network, 'operator')
  const waiting = (await listWaitingForKeys(actor)).filter(w => w.account === newcomer.actor.account)
  expect(waiting.map(w => w.circle)).not.toContain(sent.circle)
})
