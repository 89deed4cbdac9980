// The intake team gets a new key while reports are on their way (TRU1, REP1): nothing is lost, and nothing new stays under the old key.
import { beforeAll, describe, expect, it } from 'vitest'
import { findRoot, nothingKnown } from '#access/circle-roots.ts'
import { listRenewals, renewKeys } from '#access/renew-keys.server.ts'
import {
  makeNetwork,
  makePerson,
  makeTestCircle,
  type TestCircle,
  type TestPerson
} from '#access/testing/people.ts'
import { openerOf, renewalBy } from '#access/testing/renew.ts'
import { useDatabase } from '#access/work.server.ts'
import { endAccess } from '#identity/end-access.server.ts'
import type { Actor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import {
  asSealed,
  base64url,
  fromBase64url,
  hex,
  keysFrom,
  newReceipt,
  open,
  random,
  receiptKeys,
  seal
} from '#seal/index.ts'
import { SealedReport, submitReport } from './arrive.server.ts'
import { askReporter, Question } from './ask-reporter.server.ts'
import { assessReport, RecordedAssessment } from './assess-report.server.ts'
import { decideReport, DecideReport } from './decide-report.server.ts'
import { RecordFollowStep, recordFollowStep } from './follow-up.server.ts'
import { MaskedParts, maskParts } from './mask-parts.server.ts'
import { readReport } from './read-report.server.ts'
import { Reply, reply } from './reply.server.ts'
import { forgetAnswers, submitOpenReport, type OpenIntake } from './server-mode.server.ts'
import { keysOfCode, openWithKeys, sayWithKeys } from './with-code.server.ts'

const database = testDatabase()
useDatabase(database)
const timezone = 'Europe/Belgrade'
const salt = base64url(new Uint8Array(16).fill(7))

let network: NetworkId
let mara: TestPerson
let dragan: TestPerson
let intake: TestCircle
let anonymous: Actor
/** What the server knows of the intake team, as `networkInUse` gives it: before and after the new key. */
let before: OpenIntake
let after: OpenIntake
let first: Awaited<ReturnType<typeof pack>>
let firstCode: string

const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (e: { code?: string }) => e.code
  )
const codeOf = async (row: string): Promise<string> =>
  (await database.owner.query('select code from reports.envelopes where id = $1', [row])).rows[0].code

type Kept = { receipt: string; row: string; key: string }
/** What the code opens without script. */
const openWithCode = async (to: OpenIntake, code: string) => openWithKeys(to, await keysOfCode(to, code))
/** As the phone packs it; with `kept` the same report again, for another key of the team. */
const pack = async (to: OpenIntake, what: string, kept?: Kept) => {
  const { receipt, row, key } = kept ?? {
    receipt: newReceipt(),
    row: crypto.randomUUID() as string,
    key: hex(random(16))
  }
  const circle = to.circles[0]!
  const keys = await receiptKeys(receipt, fromBase64url(salt))
  const reporter = await keysFrom(keys.root, 'reporter')
  const ctx = {
    network,
    table: 'reports.envelopes',
    row,
    circle: circle.circle,
    epoch: circle.epoch,
    purpose: 'report',
    rev: 1
  }
  const recipients = [circle.recipient, reporter.recipient]
  const sealed = await seal({ what }, { kind: 'report', ctx, at: null, recipients })
  const input = SealedReport.parse({
    key,
    row,
    circle: circle.circle,
    epoch: circle.epoch,
    sealed: base64url(sealed),
    receipt: { lookup: hex(keys.lookup), login: hex(keys.login) },
    reporter: reporter.recipient,
    language: 'sr-Latn',
    urgent: false,
    files: []
  })
  return { receipt, row, key, keys, reporter, input }
}

const opened = async (who: TestPerson, code: string) => {
  const report = await readReport(who.actor, code, timezone)
  const ctx = { network, table: 'reports.envelopes', row: report.id, circle: report.circle, rev: 1 }
  const at = (epoch: number) =>
    findRoot(report.keys, { circle: report.circle, epoch }, openerOf(who), nothingKnown())
  const { value } = await open<{ what: string }>(asSealed(fromBase64url(report.sealed!)), {
    kind: 'report',
    ctx: { ...ctx, epoch: report.epoch, purpose: 'report' },
    identities: [(await at(report.epoch)).keys.identity],
    verifier: () => null,
    anonymous: 'allowed'
  })
  const messages = []
  for (const m of report.messages)
    messages.push(
      (
        await open<{ text: string }>(asSealed(fromBase64url(m.sealed)), {
          kind: 'message',
          ctx: { ...ctx, table: 'reports.messages', row: m.row, epoch: m.epoch, purpose: 'message' },
          identities: [(await at(m.epoch)).keys.identity],
          verifier: () => mara.keys.signPublic,
          anonymous: 'allowed'
        })
      ).value.text
    )
  return { what: value.what, messages, report }
}

const question = async (text: string, circle: OpenIntake['circles'][number], reporter: string) => {
  const row = crypto.randomUUID()
  const place = { network, table: 'reports.messages', row, circle: circle.circle, epoch: circle.epoch }
  const sealed = await seal(
    { text },
    {
      kind: 'message',
      ctx: { ...place, purpose: 'message', rev: 1 },
      signer: { by: `acc:${mara.actor.account}`, signPrivate: mara.keys.signPrivate },
      at: new Date().toISOString(),
      recipients: [circle.recipient, reporter]
    }
  )
  return Question.parse({ row, key: hex(random(16)), epoch: circle.epoch, sealed: base64url(sealed) })
}

beforeAll(async () => {
  network = await makeNetwork(database)
  const coordinator = await makePerson(database, network, 'coordinator')
  mara = await makePerson(database, network, 'operator')
  dragan = await makePerson(database, network, 'operator')
  intake = await makeTestCircle(database, network, 'intake', [mara, dragan])
  anonymous = { kind: 'anonymous', network, circles: [intake.id] }
  const at = { circle: intake.id, timezone }
  before = {
    network,
    receiptSalt: salt,
    circles: [{ ...at, epoch: 1, recipient: intake.keys.recipient }],
    readers: []
  }
  first = await pack(before, 'pre')
  await submitReport(anonymous, first.input, before.circles)
  firstCode = await codeOf(first.row)
  await readReport(mara.actor, firstCode, timezone)
  await askReporter(
    mara.actor,
    firstCode,
    await question('pitanje pre', before.circles[0]!, first.reporter.recipient),
    timezone
  )
  await endAccess(coordinator.actor, { person: dragan.actor.account, evenSo: false })
  const { input } = await renewalBy(mara, (await listRenewals(mara.actor))[0]!)
  await renewKeys(mara.actor, input)
  after = { ...before, circles: [{ ...at, epoch: 2, recipient: input.recipient }] }
})

describe('a report on its way while the key changed', () => {
  it('is told so, sealed again as the same report, and read by the one who stays', async () => {
    const old = await pack(before, 'na putu')
    expect(await refused(submitReport(anonymous, old.input, after.circles))).toBe('report.circle')
    const again = await pack(after, 'na putu', old)
    expect(again.receipt).toBe(old.receipt)
    await submitReport(anonymous, again.input, after.circles)
    expect((await opened(mara, await codeOf(old.row))).what).toBe('na putu')
    expect((await openWithCode(after, old.receipt)).wrote).toMatchObject({ what: 'na putu' })
  })

  it('that had arrived after all is one report, and its code opens it', async () => {
    const old = await pack(before, 'stigla je')
    await submitReport(anonymous, old.input, before.circles) // the answer was lost on the line
    const again = await pack(after, 'stigla je', old)
    expect(await refused(submitReport(anonymous, again.input, after.circles))).toBe('accepted')
    const rows = await database.owner.query('select epoch from reports.envelopes where id = $1', [old.row])
    expect(rows.rows).toEqual([{ epoch: 1 }])
    expect((await openWithCode(after, old.receipt)).wrote).toMatchObject({ what: 'stigla je' })
  })

  it('without script is sealed to the key of that moment', async () => {
    const content = {
      language: 'sr-Latn',
      what: 'bez skripte',
      danger: 'not-sure',
      signs: [],
      answerWay: { kind: 'code' }
    }
    const report = { content, files: [], language: 'sr-Latn', key: hex(random(16)), keepFrom: [] }
    const { receipt } = await submitOpenReport(anonymous, after, report, { client: 'somebody' })
    const rows = await database.owner.query(
      `select epoch, code from reports.envelopes where network_id = $1 and mode = 'server'`,
      [network]
    )
    expect(rows.rows.map(r => r.epoch)).toEqual([2])
    expect((await opened(mara, rows.rows[0].code)).what).toBe('bez skripte')
    expect((await openWithCode(after, receipt)).wrote).toMatchObject({ what: 'bez skripte' })
    // pressed twice, or sent again on a bad line: the receipt that opens it, or none
    const again = (change = {}, client = 'somebody') =>
      submitOpenReport(anonymous, after, { ...report, ...change }, { client })
    expect((await again()).receipt).toBe(receipt)
    expect(await refused(again({ content: { ...content, what: 'drugo' } }))).toBe('report.sent-before')
    expect(await refused(again({}, 'somebody else'))).toBe('report.sent-before')
    forgetAnswers()
    expect(await refused(again())).toBe('report.sent-before')
    const twice = { key: hex(random(16)) }
    const [one, two] = await Promise.all([again(twice), again(twice)])
    expect(one).toEqual(two)
    expect((await openWithCode(after, one.receipt)).wrote).toMatchObject({ what: 'bez skripte' })
  })
})

describe('a talk that goes on over the change', () => {
  it('opens for both sides, with and without script', async () => {
    const now = after.circles[0]!
    await askReporter(
      mara.actor,
      firstCode,
      await question('pitanje posle', now, first.reporter.recipient),
      timezone
    )
    const keys = await keysOfCode(after, first.receipt)
    await sayWithKeys(anonymous, after, keys, { text: 'odgovor', files: [], key: hex(random(16)) }, 'a phone')
    const said = ['pitanje pre', 'pitanje posle', 'odgovor']
    expect(await opened(mara, firstCode)).toMatchObject({ what: 'pre', messages: said })
    const back = await openWithCode(after, first.receipt)
    expect(back.wrote).toMatchObject({ what: 'pre' })
    expect(back.messages.map(m => m.text)).toEqual(said)
  })

  it('takes no message of either side under the old key', async () => {
    const late = await question('kasno', before.circles[0]!, first.reporter.recipient)
    expect(await refused(askReporter(mara.actor, firstCode, late, timezone))).toBe('keys.changed')
    const fromReporter = Reply.parse({
      lookup: hex(first.keys.lookup),
      login: hex(first.keys.login),
      row: crypto.randomUUID(),
      key: hex(random(16)),
      circle: intake.id,
      epoch: 1,
      sealed: base64url(late.sealed)
    })
    expect(await refused(reply(network, fromReporter, after.circles))).toBe('report.circle')
  })

  it('takes no assessment, no masks, no decision and no note of a follow-up under the old key either', async () => {
    const { sealed } = await question('x', before.circles[0]!, first.reporter.recipient)
    const seen = (await readReport(mara.actor, firstCode, timezone)).facts.length
    const assessment = RecordedAssessment.parse({
      row: crypto.randomUUID(),
      epoch: 1,
      list: 'labour-adults',
      version: '1',
      proposed: 'trafficking-indicated',
      conclusion: 'trafficking-indicated',
      seen,
      sealed: base64url(sealed)
    })
    expect(await refused(assessReport(mara.actor, firstCode, assessment, timezone))).toBe('keys.changed')
    const decision = DecideReport.parse({
      row: crypto.randomUUID(),
      epoch: 1,
      seen,
      decision: 'not-trafficking',
      reason: 'no-signs',
      sealed: base64url(sealed)
    })
    expect(await refused(decideReport(mara.actor, firstCode, decision, timezone))).toBe('keys.changed')
    const masks = MaskedParts.parse({
      row: crypto.randomUUID(),
      epoch: 1,
      seen,
      reasons: ['points-to-witness'],
      sealed: base64url(sealed)
    })
    expect(await refused(maskParts(mara.actor, firstCode, masks, timezone))).toBe('keys.changed')
    await decideReport(
      mara.actor,
      firstCode,
      DecideReport.parse({ row: crypto.randomUUID(), epoch: 1, seen, decision: 'police' }),
      timezone
    )
    const { followUps, today } = await readReport(mara.actor, firstCode, timezone)
    const step = RecordFollowStep.parse({
      row: crypto.randomUUID(),
      epoch: 1,
      seen: 1,
      step: { kind: 'handed-over', on: today, way: 'letter' },
      sealed: base64url(sealed)
    })
    expect(await refused(recordFollowStep(mara.actor, firstCode, followUps[0]!.id, step, timezone))).toBe(
      'keys.changed'
    )
  })
})
