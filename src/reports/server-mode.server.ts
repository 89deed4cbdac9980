// Without script the same functions run here, in memory: weaker, since the words pass through the server, and said so to both
// sides (mode `server`). Nothing is written to a disk or a log on the way; what is stored is sealed as a browser would have.
import type { Actor } from '#kernel/actor.ts'
import { largestPart } from '#kernel/file-limits.ts'
import type { NetworkId } from '#kernel/id.ts'
import { problem } from '#kernel/problem.ts'
import {
  asSealed,
  base64url,
  fromBase64url,
  fromHex,
  hex,
  keysFrom,
  newReceipt,
  open,
  parseReceipt,
  random,
  receiptKeys,
  seal,
  SealError,
  sealFileInPieces,
  type Context
} from '#seal/index.ts'
import { SealedReport, submitReport, type IntakeNow } from './arrive.server.ts'
import { comeBack } from './come-back.server.ts'
import { keepPart } from './keep-part.server.ts'
import { eraseMine, Reply, reply } from './reply.server.ts'
import { checkReport, type FileManifest, type ReportContent } from './report.ts'

export type OpenIntake = {
  network: NetworkId
  receiptSalt: string
  circles: (IntakeNow & { recipient: string })[]
}

const place = (network: string, table: string, purpose: string, row: string, circle: IntakeNow): Context => ({
  network,
  table,
  row,
  circle: circle.circle,
  epoch: circle.epoch,
  purpose,
  rev: 1
})

/** Seals and keeps a report that came in the open. The receipt is made here and leaves in the answer only. */
export const submitOpenReport = async (
  actor: Actor,
  intake: OpenIntake,
  report: { content: unknown; files: File[]; language: string; key: string }
): Promise<{ receipt: string; deadlineDay: string }> => {
  const circle = intake.circles[0]
  if (!circle) throw problem('report.circle', 409)
  const receipt = newReceipt()
  const keys = await receiptKeys(receipt, fromBase64url(intake.receiptSalt))
  const reporter = await keysFrom(keys.root, 'reporter')
  const recipients = [circle.recipient, reporter.recipient]
  const upload = random(16)
  const manifests: FileManifest[] = []
  const described: Record<string, unknown>[] = []
  for (const [file, given] of report.files.entries()) {
    const sealing = await sealFileInPieces(given, recipients)
    let parts = 0
    for (let bytes; (bytes = await sealing.next(largestPart)); parts++)
      await keepPart(actor, { upload, file, part: parts, bytes }, circle)
    const type = /^[a-z]+\/[a-z0-9.+-]{1,100}$/.test(given.type) ? given.type : 'application/octet-stream'
    const manifest = {
      id: crypto.randomUUID(),
      name: `${type.split('/')[0]}-${file + 1}`,
      type,
      size: sealing.size,
      sha256: sealing.sha256(),
      // only a browser's script could have drawn it anew; the page said so before
      cleaned: false
    }
    manifests.push(manifest)
    const ctx = place(intake.network, 'reports.files', 'file', manifest.id, circle)
    described.push({
      row: manifest.id,
      upload: hex(upload),
      file,
      parts,
      manifest: base64url(await seal(manifest, { kind: 'file', ctx, at: null, recipients }))
    })
  }
  const checked = checkReport({ ...(report.content as object), files: manifests })
  if (!checked.ok) throw problem(checked.errors[0]!.code, 422)
  const row = crypto.randomUUID()
  const ctx = place(intake.network, 'reports.envelopes', 'report', row, circle)
  const sealed = await seal(checked.report, { kind: 'report', ctx, at: null, recipients }).catch(tooBig)
  const input = SealedReport.parse({
    key: /^[0-9a-f]{32}$/.test(report.key) ? report.key : hex(random(16)),
    row,
    circle: circle.circle,
    epoch: circle.epoch,
    sealed: base64url(sealed),
    receipt: { lookup: hex(keys.lookup), login: hex(keys.login) },
    reporter: reporter.recipient,
    language: report.language,
    urgent: checked.report.danger === 'yes',
    files: described
  })
  return { receipt, ...(await submitReport(actor, input, intake.circles, 'server')) }
}

const tooBig = (error: unknown): never => {
  if (error instanceof SealError && error.code === 'too-big') throw problem('report.too-big', 413)
  throw error
}

const keysOf = async (intake: OpenIntake, code: string) => {
  const digits = parseReceipt(code)
  if (!digits) throw problem('receipt.unknown', 404)
  return receiptKeys(digits, fromBase64url(intake.receiptSalt))
}

/** What a code opens, read in memory for a browser without script. Throws `receipt.unknown`, wrong and unknown alike. */
export const openWithCode = async (intake: OpenIntake, code: string) => {
  const keys = await keysOf(intake, code)
  const found = await comeBack(intake.network, keys)
  const reporter = await keysFrom(keys.root, 'reporter')
  const identities = [reporter.identity]
  const circleOf = (epoch: number): IntakeNow => ({ circle: found.report.circle, epoch, timezone: '' })
  const read = <T>(sealed: string, kind: string, ctx: Context, anonymous?: 'allowed') =>
    open<T>(asSealed<T>(fromBase64url(sealed)), {
      kind,
      ctx,
      identities,
      verifier: by => (found.verifiers[by] ? fromHex(found.verifiers[by]) : null),
      anonymous
    }).then(
      opened => opened.value,
      () => null
    )
  const { row, epoch, sealed, standing, eraseOn } = found.report
  const messages = []
  for (const m of found.messages) {
    const ctx = place(intake.network, 'reports.messages', 'message', m.row, circleOf(m.epoch))
    const text = (
      await read<{ text: string }>(m.sealed, 'message', ctx, m.from === 'reporter' ? 'allowed' : undefined)
    )?.text
    messages.push({ from: m.from, day: m.day, text: text ?? null })
  }
  const ctx = place(intake.network, 'reports.envelopes', 'report', row, circleOf(epoch))
  return {
    standing,
    eraseOn,
    wrote: sealed ? await read<ReportContent>(sealed, 'report', ctx, 'allowed') : null,
    messages
  }
}

/** The reporter's message from a page without script, sealed here. */
export const sayWithCode = async (
  intake: OpenIntake,
  code: string,
  text: string,
  key: string
): Promise<void> => {
  const keys = await keysOf(intake, code)
  const circle = intake.circles[0]
  if (!circle) throw problem('report.circle', 409)
  const reporter = await keysFrom(keys.root, 'reporter')
  const row = crypto.randomUUID()
  const ctx = place(intake.network, 'reports.messages', 'message', row, circle)
  const recipients = [circle.recipient, reporter.recipient]
  const sealed = await seal({ text }, { kind: 'message', ctx, at: null, recipients }).catch(tooBig)
  const input = Reply.parse({
    lookup: hex(keys.lookup),
    login: hex(keys.login),
    row,
    key: /^[0-9a-f]{32}$/.test(key) ? key : hex(random(16)),
    circle: circle.circle,
    epoch: circle.epoch,
    sealed: base64url(sealed)
  })
  await reply(intake.network, input, intake.circles, 'server')
}

export const eraseWithCode = async (intake: OpenIntake, code: string): Promise<void> =>
  eraseMine(intake.network, await keysOf(intake, code), intake.circles[0]?.timezone ?? 'UTC')
