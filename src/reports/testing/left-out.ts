// Test support: an intake team of two organisations, and reports of which one of them is left out (decision 0012).
import {
  id,
  makeNetwork,
  makePerson,
  makeTestCircle,
  type TestCircle,
  type TestPerson
} from '#access/testing/people.ts'
import type { AnonymousActor, StaffActor } from '#kernel/actor.ts'
import type { CircleId, NetworkId } from '#kernel/id.ts'
import type { TestDatabase } from '#platform/testing/test-database.ts'
import { base64url, hex, keysFrom, newRoot, newUnsignedCircle, random, seal } from '#seal/index.ts'
import { SealedReport, submitReport } from '../arrive.server.ts'
import { keepPart } from '../keep-part.server.ts'
import { timezone } from './desk.ts'

export const teamOfTwo = async (database: TestDatabase) => {
  const network: NetworkId = await makeNetwork(database)
  const ours: TestPerson = await makePerson(database, network, 'operator')
  const theirs: TestPerson = await makePerson(database, network, 'operator')
  const intake: TestCircle = await makeTestCircle(database, network, 'intake', [ours, theirs])
  const anonymous: AnonymousActor = { kind: 'anonymous', network, circles: [intake.id] }
  const now = [{ circle: intake.id, epoch: 1, timezone }]

  /** The circles as they stand now: what a session finds at its next request. */
  const fresh = async ({ actor }: TestPerson): Promise<StaffActor> => {
    const { rows } = await database.owner.query(
      `select circle_id from access.circle_members where account_id = $1 and kind = 'member' and until_at is null`,
      [actor.account]
    )
    return { ...actor, circles: rows.map(r => r.circle_id as CircleId) }
  }

  const newReport = async (readers: TestPerson[], leftOut: string[], over: object = {}) => {
    const row = id()
    const upload = random(16)
    const file = id()
    const reporter = await keysFrom(newRoot(), 'reporter')
    const { circle, recipient, wraps } = await newUnsignedCircle(
      network,
      readers.map(r => ({ account: r.actor.account, recipient: r.keys.recipient }))
    )
    const ctx = { network, table: 'reports.envelopes', row, circle, epoch: 1, purpose: 'report', rev: 1 }
    const recipients = [recipient, reporter.recipient]
    const sealed = base64url(await seal({ what: 'reč' }, { kind: 'report', ctx, at: null, recipients }))
    const receipt = { lookup: random(16), login: random(32) }
    await keepPart(anonymous, { upload, file: 0, part: 0, bytes: Uint8Array.of(1, 2, 3) }, now[0]!)
    const input = SealedReport.parse({
      key: hex(random(16)),
      row,
      circle,
      epoch: 1,
      sealed,
      receipt: { lookup: hex(receipt.lookup), login: hex(receipt.login) },
      reporter: reporter.recipient,
      language: 'sq',
      urgent: false,
      files: [{ row: file, upload: hex(upload), file: 0, parts: 1, manifest: sealed }],
      own: { recipient, excluded: leftOut, wraps: wraps.map(w => ({ ...w, sealed: base64url(w.sealed) })) },
      ...over
    })
    return { input, row, circle: circle as CircleId, file, upload, receipt, reporter, recipient }
  }

  const arrive = async () => {
    const report = await newReport([ours], [theirs.actor.organisation])
    await submitReport(anonymous, report.input, now)
    const { rows } = await database.owner.query('select code from reports.envelopes where id = $1', [
      report.row
    ])
    return { ...report, code: rows[0].code as string }
  }

  return { network, ours, theirs, intake, anonymous, now, fresh, newReport, arrive }
}
