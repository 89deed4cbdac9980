// Behind the receipt (REP2): files added later, a message sent twice, erasing, another network's code, and the proof of filing.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useDatabase } from '#access/work.server.ts'
import {
  makeNetwork,
  makePerson,
  makeTestCircle,
  type TestCircle,
  type TestPerson
} from '#access/testing/people.ts'
import { linkWaiting } from '#audit/link.server.ts'
import type { Actor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import { setClock } from '#platform/clock.server.ts'
import { openServerKey } from '#platform/secret.server.ts'
import { testDatabase } from '#platform/testing/test-database.ts'
import { base64url, hex, keysFrom, random, seal } from '#seal/index.ts'
import { SealedReport, submitReport, type IntakeNow } from './arrive.server.ts'
import { comeBack, type Receipt } from './come-back.server.ts'
import { eraseFileParts } from './erase-file-parts.server.ts'
import { writeProof } from './filing.ts'
import { checkProof, proofKey, proveFiling } from './prove-filing.server.ts'
import { readReport } from './read-report.server.ts'
import { eraseMine } from './reply.server.ts'
import { countBytes, useFloodSteps } from './flood.server.ts'
import { filesAtOnce, usualSteps } from './flood.ts'
import { keepOpenFiles, place, type OpenIntake } from './server-mode.server.ts'
import { showFileParts } from './show-file.server.ts'
import {
  eraseWithKeys,
  isCode,
  keysOfCode,
  openWithKeys,
  proveWithKeys,
  sayWithKeys
} from './with-code.server.ts'

const database = testDatabase()
const timezone = 'Europe/Belgrade'
const client = 'a phone'
const folder = mkdtempSync(join(tmpdir(), 'fener-receipt-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let network: NetworkId
let operator: TestPerson
let circle: TestCircle
let anonymous: Actor
let intake: OpenIntake

beforeAll(async () => {
  useDatabase(database)
  openServerKey(folder)
  setClock(() => new Date('2026-03-02T23:30:00Z')) // the third of March in Ranilug
  network = await makeNetwork(database)
  operator = await makePerson(database, network, 'operator')
  circle = await makeTestCircle(database, network, 'intake', [operator])
  anonymous = { kind: 'anonymous', network, circles: [circle.id] }
  const now: IntakeNow = { circle: circle.id, epoch: 1, timezone }
  intake = {
    network,
    receiptSalt: base64url(new Uint8Array(16).fill(7)),
    circles: [{ ...now, recipient: circle.keys.recipient }],
    readers: []
  }
})

const key = () => hex(random(16))
const photo = (bytes: number) => new File([random(bytes)], 'tajno-ime.jpg', { type: 'image/jpeg' })
const emptyReport = { language: 'sr-Latn', what: 'reč', signs: [], answerWay: { kind: 'code' } }
/** A report with random keys: what half a second of Argon2 makes of a code is another test's matter. */
const file = async (files: File[] = []) => {
  const keys = { lookup: random(16), login: random(32), root: random(32) }
  const here = intake.circles[0]!
  const reporter = await keysFrom(keys.root, 'reporter')
  const recipients = [here.recipient, reporter.recipient]
  const { manifests, described } = await keepOpenFiles(
    anonymous,
    network,
    { team: here, circle: here },
    files,
    recipients,
    client
  )
  const row = crypto.randomUUID()
  const sealed = await seal(
    { ...emptyReport, files: manifests },
    { kind: 'report', ctx: place(network, 'reports.envelopes', 'report', row, here), at: null, recipients }
  )
  const input = SealedReport.parse({
    key: key(),
    row,
    circle: circle.id,
    epoch: 1,
    sealed: base64url(sealed),
    receipt: { lookup: hex(keys.lookup), login: hex(keys.login) },
    reporter: reporter.recipient,
    language: 'sr-Latn',
    urgent: false,
    files: described
  })
  await submitReport(anonymous, input, intake.circles)
  const { rows } = await database.owner.query('select code from reports.envelopes where id = $1', [row])
  return { keys, row, code: rows[0].code as string }
}
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (e: { code?: string; status?: number }) => `${e.status} ${e.code}`
  )
const count = async (table: string, where = 'true', values: unknown[] = []) =>
  Number((await database.owner.query(`select count(*) from ${table} where ${where}`, values)).rows[0].count)

describe('writing again behind the code', () => {
  it('takes words and files, which the operator and the reporter see with their message', async () => {
    const { keys, row, code } = await file([photo(500)])
    await sayWithKeys(
      anonymous,
      intake,
      keys,
      { text: 'još nešto', files: [photo(2000)], key: key() },
      client
    )
    const seen = await openWithKeys(intake, keys)
    expect(seen.wrote?.files).toHaveLength(1)
    expect(seen.messages).toMatchObject([{ from: 'reporter', day: '2026-03-03', text: 'još nešto' }])
    expect(seen.messages[0]!.files).toMatchObject([{ type: 'image/jpeg', size: 2000, name: 'image-1' }])
    const page = await readReport(operator.actor, code, timezone)
    expect(page.files.map(f => f.id).sort()).toEqual(
      [seen.wrote!.files[0]!.id, seen.messages[0]!.files[0]!.id].sort()
    )
    const shown = await showFileParts(operator.actor, code, seen.messages[0]!.files[0]!.id, 0)
    expect(shown.parts[0]!.length).toBeGreaterThan(2000)
    expect(await count('reports.files', 'report_id = $1', [row])).toBe(2)
  })

  it('may be a file alone; pressed twice it is one message and one file', async () => {
    const { keys, row } = await file()
    const same = key()
    await sayWithKeys(anonymous, intake, keys, { text: '', files: [photo(100)], key: same }, client)
    await sayWithKeys(anonymous, intake, keys, { text: '', files: [photo(100)], key: same }, client)
    expect(await count('reports.messages', 'report_id = $1', [row])).toBe(1)
    expect(await count('reports.files', 'report_id = $1', [row])).toBe(1)
  })

  it('counts files for the connection, as the report’s own are, and lets words through', async () => {
    const { keys, row } = await file()
    const say = (text: string, files: File[], from: string) =>
      refused(sayWithKeys(anonymous, intake, keys, { text, files, key: key() }, from))
    countBytes('a flood', filesAtOnce)
    expect(await say('', [photo(1000)], 'a flood')).toBe('accepted')
    expect(await say('', [photo(1000)], 'a flood')).toBe('429 flood.files')
    expect(await say('samo reči', [], 'a flood')).toBe('accepted')
    expect(await say('', [photo(1000)], 'another phone')).toBe('accepted')
    expect(await count('reports.files', 'report_id = $1', [row])).toBe(2)
    useFloodSteps(usualSteps)
  })

  it('leaves no file when the code opens nothing', async () => {
    const parts = await count('reports.file_parts')
    const wrong = { lookup: random(16), login: random(32), root: random(32) }
    expect(
      await refused(
        sayWithKeys(anonymous, intake, wrong, { text: 'x', files: [photo(100)], key: key() }, client)
      )
    ).toBe('404 receipt.unknown')
    expect(await count('reports.file_parts')).toBe(parts)
  })

  it('reaches no file and no receipt of another report', async () => {
    const [mine, other] = [await file([photo(100)]), await file([photo(100)])]
    await database.rolledBack(async ({ as }) => {
      const tx = await as('receipt', { network, report: mine.row })
      const number = async (table: string) =>
        (await sql<{ n: number }>`select count(network_id)::int as n from ${sql.raw(table)}`.execute(tx))
          .rows[0]!.n
      expect(await number('reports.files')).toBe(1)
      await sql`delete from reports.files where network_id = ${network}`.execute(tx)
      await sql`delete from reports.receipts where network_id = ${network}`.execute(tx)
      await as('owner')
      expect(
        (
          await sql<{
            n: number
          }>`select count(*)::int as n from reports.receipts where report_id = ${other.row}`.execute(tx)
        ).rows[0]!.n
      ).toBe(1)
      expect(
        (
          await sql<{ n: number }>`
            select count(*)::int as n from reports.file_parts p join reports.files f using (network_id, upload, file)
            where f.report_id = ${other.row}`.execute(tx)
        ).rows[0]!.n
      ).toBe(1)
    })()
  })
})

/** What the queue runs a moment later. */
const runErasing = async () => {
  const { rows } = await database.owner.query(
    `select j.payload from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'erase-file-parts'
       and j.payload->>'network' = $1`,
    [network]
  )
  for (const { payload } of rows)
    await eraseFileParts(payload, { database, signal: new AbortController().signal })
  return rows.length
}

describe('erasing', () => {
  it('takes words, messages and files away, and the code opens nothing any more', async () => {
    const { keys, row } = await file([photo(300)])
    await sayWithKeys(anonymous, intake, keys, { text: 'druga', files: [photo(300)], key: key() }, client)
    const before = await count('reports.file_parts')
    await eraseWithKeys(intake, keys)
    expect(await count('reports.files', 'report_id = $1', [row])).toBe(0)
    // of the files nothing is left to name the bytes by, and the job that takes them away is on its way
    expect(await runErasing()).toBe(2)
    expect(await count('reports.file_parts')).toBe(before - 2)
    expect(await count('reports.messages', 'report_id = $1', [row])).toBe(0)
    expect(await count('reports.envelopes', "id = $1 and sealed is null and status = 'erased'", [row])).toBe(
      1
    )
    // the same login again, however often: as unknown as any code
    const again: Receipt = { lookup: keys.lookup, login: keys.login }
    expect(await refused(comeBack(network, again))).toBe('404 receipt.unknown')
    expect(await refused(eraseMine(network, again, timezone))).toBe('404 receipt.unknown')
    expect(await refused(openWithKeys(intake, keys))).toBe('404 receipt.unknown')
  })
})

describe('a code', () => {
  it('of another network opens nothing', async () => {
    const { keys } = await file()
    expect(await refused(comeBack(await makeNetwork(database), keys))).toBe('404 receipt.unknown')
  })

  it('with a slip is as unknown as one that nobody gave, and is told from it without asking', async () => {
    const code = '1234 5678 9012 3456 7890 1238'
    expect([isCode(code), isCode(code.replace('8', '9'))]).toEqual([true, false])
    expect(await refused(keysOfCode(intake, code.replace('8', '9')))).toBe('404 receipt.unknown')
    const keys = await keysOfCode(intake, code)
    expect(await refused(openWithKeys(intake, keys))).toBe('404 receipt.unknown')
    const elsewhere = { ...intake, receiptSalt: base64url(new Uint8Array(16).fill(8)) }
    expect(hex((await keysOfCode(elsewhere, code)).lookup)).not.toBe(hex(keys.lookup))
  })
})

describe('the proof of filing', () => {
  it('holds while the report lies there, and says so when it was erased', async () => {
    const { keys } = await file()
    await linkWaiting(database)
    const proof = await proveWithKeys(intake, keys)
    expect(proof).toMatchObject({ network, arrived: '2026-03-03', made: '2026-03-03', key: proofKey() })
    expect((await checkProof(network, `…\n${writeProof(proof)}\n…`)).verdict).toBe('unchanged')
    await eraseWithKeys(intake, keys)
    expect((await checkProof(network, writeProof(proof))).verdict).toBe('erased')
    expect(await refused(proveFiling(network, keys, timezone))).toBe('404 receipt.unknown')
  })

  it('waits for the chain and names the entry of the arrival', async () => {
    const { keys, row } = await file()
    const asked = proveWithKeys(intake, keys)
    await linkWaiting(database)
    const proof = await asked
    const { rows } = await database.owner.query(
      `select e.verb, e.subject, e.detail from audit.links l join audit.entries e on e.id = l.entry_id
       where l.network_id = $1 and l.seq = $2`,
      [network, proof.entry]
    )
    expect(rows[0]).toEqual({
      verb: 'report.submit',
      subject: `reports.envelopes/${row}`,
      detail: { mode: 'browser', files: 0, sha256: proof.sealed, held: false }
    })
  })

  it('falls when anything is not as it was signed', async () => {
    const { keys, row } = await file()
    await linkWaiting(database)
    const proof = await proveWithKeys(intake, keys)
    const verdict = async (text: string, of = network) => (await checkProof(of, text)).verdict
    expect(await verdict('nema potvrde')).toBe('unreadable')
    expect(await verdict(writeProof({ ...proof, arrived: '2025-01-01' }))).toBe('forged')
    expect(await verdict(writeProof({ ...proof, entry: proof.entry + 1 }))).toBe('forged')
    expect(await verdict(writeProof({ ...proof, key: '0'.repeat(64) }))).toBe('foreign')
    expect(await verdict(writeProof(proof), await makeNetwork(database))).toBe('foreign')
    await database.owner.query(`update reports.envelopes set sealed = sealed || '\\x00' where id = $1`, [row])
    expect(await verdict(writeProof(proof))).toBe('changed')
    await database.owner.query(
      `update audit.entries set detail = '{"mode":"browser"}' where subject = $1 and verb = 'report.submit'`,
      [`reports.envelopes/${row}`]
    )
    expect(await verdict(writeProof(proof))).toBe('no-entry')
  })
})
