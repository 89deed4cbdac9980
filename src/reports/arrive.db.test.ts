// How a report enters and is answered (REP1, REP2): once, in the right circle, and for the holder of the receipt alone.
import { beforeAll, describe, expect, it } from 'vitest'
import { useDatabase } from '#access/work.server.ts'
import {
  makeNetwork,
  makePerson,
  makeTestCircle,
  type TestCircle,
  type TestPerson
} from '#access/testing/people.ts'
import type { Actor } from '#kernel/actor.ts'
import { mostBytes, mostFiles, smallestPart } from '#kernel/file-limits.ts'
import type { NetworkId } from '#kernel/id.ts'
import { problem } from '#kernel/problem.ts'
import { setClock } from '#platform/clock.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import {
  base64url,
  fileBucket,
  hex,
  keysFrom,
  loginStored,
  newRoot,
  random,
  seal,
  sealedSize
} from '#seal/index.ts'
import { mostParts, SealedReport, submitReport, type IntakeNow } from './arrive.server.ts'
import { askReporter, Question } from './ask-reporter.server.ts'
import { checkFile } from './check-file.server.ts'
import { comeBack } from './come-back.server.ts'
import { eraseFileParts } from './erase-file-parts.server.ts'
import { keepPart, Part } from './keep-part.server.ts'
import { listInbox } from './list-inbox.server.ts'
import { readReport } from './read-report.server.ts'
import { eraseMine, Reply, reply } from './reply.server.ts'
import { showFileParts } from './show-file.server.ts'
import { refused, sealedReport, timezone } from './testing/desk.ts'

const database = testDatabase()
let network: NetworkId
let operator: TestPerson
let stranger: TestPerson
let intake: TestCircle
let other: TestCircle
let anonymous: Actor
let now: IntakeNow[]

beforeAll(async () => {
  useDatabase(database)
  setClock(() => new Date('2026-03-02T23:30:00Z')) // the third of March in Ranilug
  network = await makeNetwork(database)
  operator = await makePerson(database, network, 'operator')
  stranger = await makePerson(database, network, 'operator')
  intake = await makeTestCircle(database, network, 'intake', [operator])
  other = await makeTestCircle(database, network, 'case', [stranger])
  anonymous = { kind: 'anonymous', network, circles: [intake.id] }
  now = [{ circle: intake.id, epoch: 1, timezone }]
})

const newReport = (over: Parameters<typeof sealedReport>[1] = {}) => sealedReport({ network, intake }, over)
const codeOf = async (row: string) =>
  (await database.owner.query('select code from reports.envelopes where id = $1', [row])).rows[0]
    .code as string
const rows = async () =>
  Number((await database.owner.query('select count(*) from reports.envelopes')).rows[0].count)

describe('a report', () => {
  it('sent twice, one after the other or at once, is one report with one answer', async () => {
    const { input } = await newReport()
    const before = await rows()
    const first = await submitReport(anonymous, input, now)
    expect(first).toEqual({ deadlineDay: '2026-03-10', held: false })
    expect(await submitReport(anonymous, input, now)).toEqual(first)
    const twin = await newReport()
    expect(await Promise.all([1, 2, 3].map(() => submitReport(anonymous, twin.input, now)))).toEqual([
      first,
      first,
      first
    ])
    expect(await rows()).toBe(before + 2)
  })

  it('where someone is in danger is due the day it came', async () => {
    const { input } = await newReport({ urgent: true })
    expect(await submitReport(anonymous, input, now)).toEqual({ deadlineDay: '2026-03-03', held: false })
  })

  it('enters no other circle, no former key, and no third pair of eyes', async () => {
    expect(await refused(submitReport(anonymous, (await newReport({ circle: other.id })).input, now))).toBe(
      'report.circle'
    )
    const forged = [{ circle: other.id, epoch: 1, timezone }]
    expect(
      await refused(submitReport(anonymous, (await newReport({ circle: other.id })).input, forged))
    ).toBe('42501')
    expect(await refused(submitReport(anonymous, (await newReport({ epoch: 2 })).input, now))).toBe(
      'report.circle'
    )
    const third = (await keysFrom(newRoot(), 'circle')).recipient
    expect(await refused(submitReport(anonymous, (await newReport({ extra: [third] })).input, now))).toBe(
      'report.wrong-recipients'
    )
  })

  it('keeps the day and not the hour, also in the log', async () => {
    const { input, row } = await newReport()
    await submitReport(anonymous, input, now)
    const kept = (
      await database.owner.query(`select at from audit.entries where subject = $1`, [
        `reports.envelopes/${row}`
      ])
    ).rows
    expect(kept.map(r => r.at.toISOString())).toEqual(['2026-03-02T00:00:00.000Z'])
  })

  it('refuses what is not sealed, unknown fields and wrong shapes', async () => {
    const { input } = await newReport()
    const wire = {
      ...input,
      key: hex(input.key),
      sealed: base64url(input.sealed),
      receipt: { lookup: hex(input.receipt.lookup), login: hex(input.receipt.login) }
    }
    expect(SealedReport.safeParse(wire).success).toBe(true)
    for (const wrong of [
      { ...wire, sealed: base64url(new TextEncoder().encode('otvorene reči '.repeat(40))) },
      { ...wire, sealed: '' },
      { ...wire, name: 'x' },
      { ...wire, row: '../../etc' },
      { ...wire, files: Array.from({ length: 21 }, () => ({})) },
      { ...wire, urgent: 'yes' },
      { ...wire, key: wire.key + '00' }
    ])
      expect(SealedReport.safeParse(wrong).success).toBe(false)
  })
})

describe('a file', () => {
  const part = (upload: Uint8Array<ArrayBuffer>, bytes: Uint8Array, at = 0) => ({
    upload,
    file: 0,
    part: at,
    bytes
  })
  const keptParts = async (upload: Uint8Array) =>
    (
      await database.owner.query('select part from reports.file_parts where upload = $1', [
        Buffer.from(upload)
      ])
    ).rowCount
  const withFile = async (parts: Uint8Array[]) => {
    const { input, receipt, row } = await newReport()
    const upload = random(16)
    const file = crypto.randomUUID()
    for (const [at, bytes] of parts.entries()) await keepPart(anonymous, part(upload, bytes, at), now[0]!)
    const named = { row: file, upload, file: 0, parts: parts.length, manifest: input.sealed }
    await submitReport(anonymous, { ...input, files: [named] }, now)
    return { code: await codeOf(row), upload, file, receipt, input, named }
  }
  const entries = async (subject: string) =>
    (await database.owner.query('select verb, detail from audit.entries where subject = $1', [subject])).rows

  it('part arrives once, empty or over a mebibyte never, and leaves nothing in the log', async () => {
    const upload = random(16)
    const before = (await database.owner.query('select count(*)::int as n from audit.entries')).rows[0].n
    await keepPart(anonymous, part(upload, random(100)), now[0]!)
    await keepPart(anonymous, part(upload, random(100)), now[0]!)
    expect(await keptParts(upload)).toBe(1)
    expect((await database.owner.query('select count(*)::int as n from audit.entries')).rows[0].n).toBe(
      before
    )
    expect(await refused(keepPart(anonymous, part(random(16), new Uint8Array()), now[0]!))).toBe('file.empty')
    expect(
      await refused(keepPart(anonymous, part(random(16), new Uint8Array(1024 * 1024 + 1)), now[0]!))
    ).toBe('file.too-big')
    expect(await refused(keepPart(operator.actor, part(random(16), random(9)), now[0]!))).toBe(
      'common.not-found'
    )
  })

  it('of 200 MB fits in the smallest parts, and twenty of them in a report: the numbers the page says', () => {
    const place = { upload: '00'.repeat(16), file: 0, part: 0 }
    const parts = Math.ceil(sealedSize(fileBucket(8 + mostBytes), 2) / smallestPart)
    expect(parts).toBe(3585)
    const accepts = (over: object) => Part.safeParse({ ...place, ...over }).success
    expect([accepts({ part: parts - 1 }), accepts({ part: mostParts })]).toEqual([true, false])
    expect([accepts({ file: mostFiles - 1 }), accepts({ file: mostFiles }), mostFiles]).toEqual([
      true,
      false,
      20
    ])
    for (const wrong of [{ part: -1 }, { part: '1e2x' }, { file: 1.5 }, { upload: '../../x' }, { more: 1 }])
      expect(accepts(wrong)).toBe(false)
  })

  it('is shown to the intake team alone, part after part, and the first look is entered', async () => {
    const parts = [1, 2, 3].map(n => new Uint8Array(800_000).fill(n)).concat(random(3))
    const { code, file } = await withFile(parts)
    const first = await showFileParts(operator.actor, code, file, 0)
    expect(first.parts.map(bytes => bytes.length)).toEqual([800_000, 800_000])
    expect(first.next).toBe(2)
    const second = await showFileParts(operator.actor, code, file, 2)
    expect(second.next).toBeNull()
    expect(Buffer.concat([...first.parts, ...second.parts]).equals(Buffer.concat(parts))).toBe(true)
    expect(await entries(`reports.files/${file}`)).toEqual([
      { verb: 'report.show-file', detail: { parts: 4 } }
    ])
    expect(await refused(showFileParts(stranger.actor, code, file, 0))).toBe('common.not-found')
    expect(await refused(showFileParts(stranger.actor, code, file, 2))).toBe('common.not-found')
    expect(await refused(showFileParts(operator.actor, code, file, 4))).toBe('common.not-found')
    expect(await refused(showFileParts(operator.actor, 'nema-1', file, 0))).toBe('common.not-found')
  })

  it('that is not whole is not shown', async () => {
    const { code, file, upload } = await withFile([random(9), random(9), random(9)])
    await database.owner.query('delete from reports.file_parts where upload = $1 and part = 1', [
      Buffer.from(upload)
    ])
    expect(await refused(showFileParts(operator.actor, code, file, 0))).toBe('common.not-found')
  })

  it('whose name is sealed to a third pair of eyes does not come in', async () => {
    const { input, named } = await withFile([random(9)])
    const more = await newReport({ extra: [(await keysFrom(newRoot(), 'circle')).recipient] })
    const forged = { ...named, row: crypto.randomUUID(), manifest: more.input.sealed }
    const { key, row, receipt } = (await newReport()).input
    expect(
      await refused(submitReport(anonymous, { ...input, key, row, receipt, files: [forged] }, now))
    ).toBe('report.wrong-recipients')
  })

  it('is checked for viruses for the team alone; the result is entered as a code, also when the check fails', async () => {
    const { code, file } = await withFile([random(9)])
    let asked = 0
    const check = (found: string | null) => async () => (asked++, { found })
    expect(await checkFile(operator.actor, code, file, check(null))).toEqual({ found: null })
    expect(await checkFile(operator.actor, code, file, check('Eicar'))).toEqual({ found: 'Eicar' })
    const broken = () => Promise.reject(problem('check.away', 503))
    expect(await refused(checkFile(operator.actor, code, file, broken))).toBe('check.away')
    expect(await refused(checkFile(stranger.actor, code, file, check(null)))).toBe('common.not-found')
    expect(await refused(checkFile(operator.actor, code, crypto.randomUUID(), check(null)))).toBe(
      'common.not-found'
    )
    expect(asked).toBe(2)
    expect(await entries(`reports.files/${file}`)).toEqual(
      ['clean', 'found', 'failed'].map(result => ({ verb: 'report.check-file', detail: { result } }))
    )
  })

  it('goes when the reporter erases: its name at once, its parts with the next job, those of others stay', async () => {
    const mine = await withFile([random(9), random(9)])
    const others = await withFile([random(9)])
    await eraseMine(network, mine.receipt, timezone)
    expect(await refused(showFileParts(operator.actor, mine.code, mine.file, 0))).toBe('common.not-found')
    const jobs = (
      await database.owner.query(
        `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
         where t.identifier = 'erase-file-parts'`
      )
    ).rows.map(r => r.payload)
    const job = jobs.find(j => j.upload === hex(mine.upload))
    expect(job).toEqual({ network, upload: hex(mine.upload), file: '0' })
    await eraseFileParts(job, { database, signal: new AbortController().signal })
    expect(await keptParts(mine.upload)).toBe(0)
    expect(await keptParts(others.upload)).toBe(1)
  })
})

describe('the talk behind the receipt', () => {
  const question = async (row: string, reporter: { recipient: string }) => {
    const id = crypto.randomUUID()
    const ctx = {
      network,
      table: 'reports.messages',
      row: id,
      circle: intake.id,
      epoch: 1,
      purpose: 'message',
      rev: 1
    }
    const sealed = await seal(
      { text: 'pitanje' },
      {
        kind: 'message',
        ctx,
        at: '2026-03-03T00:00:00.000Z',
        signer: { by: `acc:${operator.actor.account}`, signPrivate: operator.keys.signPrivate },
        recipients: [intake.keys.recipient, reporter.recipient]
      }
    )
    return Question.parse({ row: id, key: hex(random(16)), epoch: 1, sealed: base64url(sealed) })
  }

  it('goes back and forth, and the inbox says when the reporter wrote', async () => {
    const { input, receipt, reporter, row } = await newReport()
    await submitReport(anonymous, input, now)
    const code = await codeOf(row)
    expect((await comeBack(network, receipt)).report.standing).toBeNull()
    await readReport(operator.actor, code, timezone)
    expect((await comeBack(network, receipt)).report.standing).toEqual({ status: 'read' })
    await askReporter(operator.actor, code, await question(row, reporter), timezone)
    const seen = await comeBack(network, receipt)
    expect(seen.messages).toHaveLength(1)
    expect(seen.verifiers[`acc:${operator.actor.account}`]).toBe(hex(operator.keys.signPublic))
    const answer = Reply.parse({
      lookup: hex(receipt.lookup),
      login: hex(receipt.login),
      row: crypto.randomUUID(),
      key: hex(random(16)),
      circle: intake.id,
      epoch: 1,
      sealed: base64url(input.sealed)
    })
    await reply(network, answer, now)
    await reply(network, answer, now)
    const page = await readReport(operator.actor, code, timezone)
    expect(page.messages.map(m => m.from)).toEqual(['intake', 'reporter'])
    expect(page.report.status).toBe('in-work')
    const { rows } = await listInbox(operator.actor, 'open', timezone)
    expect(rows.find(r => r.code === code)).toMatchObject({ news: true, status: 'in-work' })
  })

  it('opens for no other receipt, a wrong login like an unknown code, and in the same time', async () => {
    const { input, receipt } = await newReport()
    await submitReport(anonymous, input, now)
    const timed = async (r: typeof receipt) => {
      const begun = performance.now()
      const answer = await refused(comeBack(network, r))
      return { answer, took: performance.now() - begun }
    }
    const hit = await timed(receipt)
    const wrong = await timed({ lookup: receipt.lookup, login: random(32) })
    const unknown = await timed({ lookup: random(16), login: receipt.login })
    expect([hit.answer, wrong.answer, unknown.answer]).toEqual([
      'accepted',
      'receipt.unknown',
      'receipt.unknown'
    ])
    for (const { took } of [hit, wrong, unknown]) expect(took).toBeGreaterThanOrEqual(118)
    const elsewhere = await makeNetwork(database)
    expect(await refused(comeBack(elsewhere, receipt))).toBe('receipt.unknown')
    expect(loginStored(receipt.login)).toHaveLength(32)
  })

  it('is erased by the reporter: the sealed words are gone from the table', async () => {
    const { input, receipt, row } = await newReport()
    await submitReport(anonymous, input, now)
    await eraseMine(network, receipt, timezone)
    const kept = (
      await database.owner.query('select sealed, status from reports.envelopes where id = $1', [row])
    ).rows[0]
    expect(kept).toEqual({ sealed: null, status: 'erased' })
  })

  it('is hidden from an operator outside the circle as if it were not there', async () => {
    const { input, row } = await newReport()
    await submitReport(anonymous, input, now)
    const code = await codeOf(row)
    expect(await refused(readReport(stranger.actor, code, timezone))).toBe('common.not-found')
    expect(await refused(readReport(operator.actor, 'nema-1', timezone))).toBe('common.not-found')
    expect((await listInbox(stranger.actor, 'open', timezone)).rows).toEqual([])
    const manager = await makePerson(database, network, 'case-manager')
    expect(await refused(listInbox({ ...manager.actor, circles: [intake.id] }, 'open', timezone))).toBe(
      'common.not-found'
    )
  })
})
