// Test support: what a witness's phone and an operator's browser do before they ask the server. Small, without Svelte.
import type { TestCircle, TestPerson } from '#access/testing/people.ts'
import type { NetworkId } from '#kernel/id.ts'
import { fromBase64url } from '#seal/bytes.ts'
import { base64url, hex, keysFrom, newRoot, open, random, seal, type Sealed } from '#seal/index.ts'
import { SealedReport, submitReport } from '../arrive.server.ts'
import { askReporter, Question } from '../ask-reporter.server.ts'
import { RecordedAssessment, assessReport } from '../assess-report.server.ts'
import { DecideReport, decideReport } from '../decide-report.server.ts'
import { keepPart } from '../keep-part.server.ts'
import { readReport } from '../read-report.server.ts'

export const timezone = 'Europe/Belgrade'
export type Place = { network: NetworkId; intake: TestCircle }

/** The code of the refusal, or `accepted`. */
export const refused = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'accepted',
    (error: { code?: string }) => String(error.code ?? error)
  )

type Over = { urgent?: boolean; what?: string; circle?: string; epoch?: number; extra?: string[] }

/** A report as a phone seals it, not yet sent; `files` are its parts' names. */
export const sealedReport = async (
  { network, intake }: Place,
  { urgent = false, what = 'reč', circle = intake.id, epoch = 1, extra = [] }: Over = {},
  parts: { upload: Uint8Array; file: string }[] = []
) => {
  const row = crypto.randomUUID()
  const reporter = await keysFrom(newRoot(), 'reporter')
  const ctx = { network, table: 'reports.envelopes', row, circle, epoch: 1, purpose: 'report', rev: 1 }
  const recipients = [intake.keys.recipient, reporter.recipient, ...extra]
  const sealed = await seal({ what }, { kind: 'report', ctx, at: null, recipients })
  const receipt = { lookup: random(16), login: random(32) }
  const input = SealedReport.parse({
    key: hex(random(16)),
    row,
    circle,
    epoch,
    sealed: base64url(sealed),
    receipt: { lookup: hex(receipt.lookup), login: hex(receipt.login) },
    reporter: reporter.recipient,
    language: 'sr-Latn',
    urgent,
    files: parts.map(({ upload, file }) => ({
      row: file,
      upload: hex(upload),
      file: 0,
      parts: 1,
      manifest: base64url(sealed)
    }))
  })
  return { input, row, sealed: sealed as Uint8Array, receipt, reporter }
}

export const newReport = async (
  place: Place,
  { file, held = false, ...over }: Over & { file?: Uint8Array; held?: boolean } = {}
) => {
  const { network, intake } = place
  const anonymous = { kind: 'anonymous', network, circles: [intake.id] } as const
  const now = { circle: intake.id, epoch: 1, timezone }
  const part = { upload: random(16), file: crypto.randomUUID() }
  if (file) await keepPart(anonymous, { upload: part.upload, file: 0, part: 0, bytes: file }, now)
  const { input, ...report } = await sealedReport(place, over, file ? [part] : [])
  return { ...report, ...(await submitReport(anonymous, input, [now], { held })) }
}

/** Something sealed into a fact, as the desk does it. */
export const sealedBeside = async (
  by: TestPerson,
  intake: TestCircle,
  value: unknown,
  purpose: string,
  table = 'reports.facts'
) => {
  const row = crypto.randomUUID()
  const ctx = { network: by.actor.network, table, row, circle: intake.id, epoch: 1, purpose, rev: 1 }
  const sealed = await seal(value, {
    kind: purpose,
    ctx,
    signer: { by: `acc:${by.actor.account}`, signPrivate: by.keys.signPrivate },
    at: new Date().toISOString(),
    recipients: [intake.keys.recipient]
  })
  return { row, epoch: 1, sealed: base64url(sealed) }
}

export const openBeside = async <T>(
  by: TestPerson,
  intake: TestCircle,
  box: { id: string; sealed: string },
  purpose: string,
  table = 'reports.facts'
): Promise<T> =>
  (
    await open<T>(fromBase64url(box.sealed) as Sealed<T>, {
      identities: [intake.keys.identity],
      kind: purpose,
      ctx: { network: by.actor.network, table, row: box.id, circle: intake.id, epoch: 1, purpose, rev: 1 },
      verifier: () => by.keys.signPublic
    })
  ).value

export const decideAs = async (
  by: TestPerson,
  code: string,
  choice: Record<string, unknown>,
  seen?: number
) =>
  decideReport(
    by.actor,
    code,
    DecideReport.parse({
      row: crypto.randomUUID(),
      epoch: 1,
      seen: seen ?? (await readReport(by.actor, code, timezone)).facts.length,
      ...choice
    }),
    timezone
  )

export const assessAs = async (by: TestPerson, intake: TestCircle, code: string, seen: number) =>
  assessReport(
    by.actor,
    code,
    RecordedAssessment.parse({
      ...(await sealedBeside(by, intake, { list: 'labour-adults' }, 'assessment')),
      list: 'labour-adults',
      version: '1',
      proposed: 'no-indication',
      conclusion: 'no-indication',
      seen
    }),
    timezone
  )

/** The intake team writes to the reporter; gives the sealed bytes. */
export const messageTo = async (
  by: TestPerson,
  intake: TestCircle,
  code: string,
  reporter: { recipient: string }
): Promise<Uint8Array> => {
  const row = crypto.randomUUID()
  const ctx = {
    network: by.actor.network,
    table: 'reports.messages',
    row,
    circle: intake.id,
    epoch: 1,
    purpose: 'message',
    rev: 1
  }
  const sealed = await seal(
    { text: 'odgovor' },
    {
      kind: 'message',
      ctx,
      at: '2026-03-03T00:00:00.000Z',
      signer: { by: `acc:${by.actor.account}`, signPrivate: by.keys.signPrivate },
      recipients: [intake.keys.recipient, reporter.recipient]
    }
  )
  const input = Question.parse({ row, key: hex(random(16)), epoch: 1, sealed: base64url(sealed) })
  await askReporter(by.actor, code, input, timezone)
  return sealed
}
