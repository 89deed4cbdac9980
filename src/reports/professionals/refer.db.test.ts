// A professional's report (REP5): by a link, or signed in; who vouches for it is the server's word, never the sender's.
import { beforeAll, expect, it } from 'vitest'
import { sql } from 'kysely'
import { useDatabase, work } from '#access/work.server.ts'
import {
  makeNetwork,
  makePerson,
  makeTestCircle,
  type TestCircle,
  type TestPerson
} from '#access/testing/people.ts'
import type { Actor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import { problem } from '#kernel/problem.ts'
import { setClock } from '#platform/clock.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { base64url, random } from '#seal/index.ts'
import type { IntakeNow } from '../arrive.server.ts'
import { eraseEnded } from '../erase-ended.server.ts'
import { listInbox } from '../list-inbox.server.ts'
import { readReport } from '../read-report.server.ts'
import { decideAs } from '../testing/desk.ts'
import { sealedReport, timezone } from '../testing/desk.ts'
import { reportVerbs } from '../verbs.ts'
import { listLinks } from './list-links.server.ts'
import { listMyReferrals } from './list-mine.server.ts'
import { endLink, linkOf, makeLink } from './links.server.ts'
import { refer, referByLink } from './refer.server.ts'

const database = testDatabase()
let network: NetworkId
let coordinator: TestPerson
let operator: TestPerson
let teacher: TestPerson
let intake: TestCircle
let anonymous: Actor
let now: IntakeNow[]

beforeAll(async () => {
  useDatabase(database)
  network = await makeNetwork(database)
  coordinator = await makePerson(database, network, 'coordinator')
  operator = await makePerson(database, network, 'operator')
  teacher = await makePerson(database, network, 'provider')
  intake = await makeTestCircle(database, network, 'intake', [operator])
  anonymous = { kind: 'anonymous', network, circles: [intake.id] }
  now = [{ circle: intake.id, epoch: 1, timezone }]
})

const newReport = async (circle: string = intake.id) =>
  (await sealedReport({ network, intake }, { circle })).input
const organisation = () => (coordinator.actor as { organisation: string }).organisation
const inbox = async () => (await listInbox(operator.actor, 'open', timezone)).rows

it('a report by a link stands in the inbox in the name of the organisation; sent twice it is one', async () => {
  const { secret } = await makeLink(coordinator.actor, { organisation: organisation() })
  expect(secret).toMatch(/^[A-Za-z0-9_-]{22}$/)
  expect(Object.keys(await listLinks(coordinator.actor))).toEqual([organisation()])
  const link = await linkOf(network, secret)
  const report = await newReport()
  const { deadlineDay } = await referByLink(anonymous, report, now, link)
  expect(await referByLink(anonymous, report, now, link)).toEqual({ deadlineDay, held: false })
  const row = (await inbox()).filter(r => r.id === report.row)
  expect(row).toHaveLength(1)
  const read = await readReport(operator.actor, row[0]!.code, timezone)
  expect(read.referred).toMatchObject({ by: null, organisation: { sr: expect.any(String) } })
})

it('a new link ends the one before; an ended, mistyped or strange one reads the same', async () => {
  const { secret: first } = await makeLink(coordinator.actor, { organisation: organisation() })
  const { secret: second } = await makeLink(coordinator.actor, { organisation: organisation() })
  await expect(linkOf(network, first)).rejects.toEqual(problem('common.not-found', 404))
  expect((await linkOf(network, second)).organisation).toBe(organisation())
  await endLink(coordinator.actor, { organisation: organisation() })
  for (const secret of [second, 'x'.repeat(22), '', '../../etc/passwd', `${second}'`])
    await expect(linkOf(network, secret), secret).rejects.toMatchObject({ code: 'common.not-found' })
  const other = await makeNetwork(database)
  const { secret } = await makeLink(coordinator.actor, { organisation: organisation() })
  await expect(linkOf(other, secret)).rejects.toMatchObject({ code: 'common.not-found' })
  await expect(endLink(operator.actor, { organisation: organisation() })).rejects.toMatchObject({
    status: 404
  })
  await expect(makeLink(coordinator.actor, { organisation: crypto.randomUUID() })).rejects.toMatchObject({
    status: 404
  })
})

it('who is signed in refers without being of the intake team, reads nothing back, and finds the receipt again', async () => {
  const report = await newReport()
  const sealedCode = random(300)
  await refer(teacher.actor, { ...report, sealedCode }, now)
  await refer(teacher.actor, { ...report, sealedCode }, now)
  const mine = await listMyReferrals(teacher.actor)
  expect(mine).toHaveLength(1)
  expect(mine[0]).toMatchObject({ row: report.row, sealedCode: base64url(sealedCode) })
  await expect(readReport(teacher.actor, mine[0]!.code, timezone)).rejects.toMatchObject({ status: 404 })
  expect(await listMyReferrals(coordinator.actor)).toEqual([])
  const read = await readReport(operator.actor, mine[0]!.code, timezone)
  expect(read.referred?.by).toEqual(expect.any(String))
  const seen = await work(teacher.actor, reportVerbs['report.refer'], async ({ db }) => ({
    subject: 'x/1',
    reply: await db.rows(sql`select 1 from reports.envelopes`)
  }))
  expect(seen).toEqual([])
})

it('is nobody’s any more once its period has ended: who referred it, and the receipt sealed to them, go with it', async () => {
  const report = await newReport()
  await refer(teacher.actor, { ...report, sealedCode: random(300) }, now)
  const mine = async () => (await listMyReferrals(teacher.actor)).find(one => one.row === report.row)
  const { code } = (await mine())!
  await decideAs(operator, code, { decision: 'not-trafficking', reason: 'no-signs' })
  const others = (await listMyReferrals(teacher.actor)).length - 1
  setClock(() => new Date(Date.now() + 366 * 86_400_000))
  // the report and the receipt sealed to the one who referred it
  expect(await eraseEnded(database, [])).toMatchObject([{ report: report.row, boxes: 2 }])
  setClock(() => new Date())
  expect(await mine()).toBeUndefined()
  expect(await listMyReferrals(teacher.actor), 'the others stay').toHaveLength(others)
  const read = await readReport(operator.actor, code, timezone)
  expect(read).toMatchObject({ referred: null, report: { status: 'erased' } })
})

it('goes to an intake team only', async () => {
  const other = await makeTestCircle(database, network, 'case', [operator])
  const report = await newReport(other.id)
  await expect(refer(teacher.actor, { ...report, sealedCode: random(300) }, now)).rejects.toMatchObject({
    code: 'report.circle'
  })
  // even if the check above were not there, the table refuses
  const forged = [{ circle: other.id, epoch: 1, timezone }]
  await expect(refer(teacher.actor, { ...report, sealedCode: random(300) }, forged)).rejects.toThrow()
})
