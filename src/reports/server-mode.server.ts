// Without script the same functions run here, in memory: weaker, since the words pass through the server, and said so to both
// sides (mode `server`). Nothing is written to a disk or a log on the way; what is stored is sealed as a browser would have.
import type { Actor } from '#kernel/actor.ts'
import { largestPart } from '#kernel/file-limits.ts'
import type { NetworkId } from '#kernel/id.ts'
import { problem } from '#kernel/problem.ts'
import {
  base64url,
  fromBase64url,
  hex,
  keysFrom,
  newReceipt,
  random,
  receiptKeys,
  seal,
  SealError,
  sealFileInPieces,
  type Context
} from '#seal/index.ts'
import { SealedReport, submitReport, type IntakeNow } from './arrive.server.ts'
import { keepPart } from './keep-part.server.ts'
import { checkReport, type FileManifest } from './report.ts'

export type OpenIntake = {
  network: NetworkId
  receiptSalt: string
  circles: (IntakeNow & { recipient: string })[]
}

export const place = (
  network: string,
  table: string,
  purpose: string,
  row: string,
  circle: IntakeNow
): Context => ({
  network,
  table,
  row,
  circle: circle.circle,
  epoch: circle.epoch,
  purpose,
  rev: 1
})

/** Seals files that came in the open and keeps their parts; a report or a message names them afterwards. */
export const keepOpenFiles = async (
  actor: Actor,
  network: NetworkId,
  circle: IntakeNow,
  files: readonly File[],
  recipients: readonly string[]
) => {
  const upload = random(16)
  const manifests: FileManifest[] = []
  const described: Record<string, unknown>[] = []
  for (const [file, given] of files.entries()) {
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
    const ctx = place(network, 'reports.files', 'file', manifest.id, circle)
    described.push({
      row: manifest.id,
      upload: hex(upload),
      file,
      parts,
      manifest: base64url(await seal(manifest, { kind: 'file', ctx, at: null, recipients }))
    })
  }
  return { manifests, described }
}

/** Seals and keeps a report that came in the open. The receipt is made here and leaves in the answer only. `keep`: another way in. */
export const submitOpenReport = async (
  actor: Actor,
  intake: OpenIntake,
  report: { content: unknown; files: File[]; language: string; key: string },
  keep: (input: SealedReport) => Promise<{ deadlineDay: string }> = input =>
    submitReport(actor, input, intake.circles, 'server')
): Promise<{ receipt: string; deadlineDay: string }> => {
  const circle = intake.circles[0]
  if (!circle) throw problem('report.circle', 409)
  const receipt = newReceipt()
  const keys = await receiptKeys(receipt, fromBase64url(intake.receiptSalt))
  const reporter = await keysFrom(keys.root, 'reporter')
  const recipients = [circle.recipient, reporter.recipient]
  const { manifests, described } = await keepOpenFiles(
    actor,
    intake.network,
    circle,
    report.files,
    recipients
  )
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
  return { receipt, ...(await keep(input)) }
}

export const tooBig = (error: unknown): never => {
  if (error instanceof SealError && error.code === 'too-big') throw problem('report.too-big', 413)
  throw error
}
