// Without script the same functions run here, in memory: weaker, since the words pass through the server, and said so to both
// sides (mode `server`). Nothing is written to a disk or a log on the way; what is stored is sealed as a browser would have.
import { createHash } from 'node:crypto'
import type { Actor } from '#kernel/actor.ts'
import { largestPart } from '#kernel/file-limits.ts'
import type { CircleId, NetworkId } from '#kernel/id.ts'
import { problem } from '#kernel/problem.ts'
import {
  base64url,
  fromBase64url,
  hex,
  keysFrom,
  newReceipt,
  newUnsignedCircle,
  random,
  receiptKeys,
  seal,
  SealError,
  sealFileInPieces,
  type Context,
  type Reader
} from '#seal/index.ts'
import { SealedReport, submitReport, type IntakeNow } from './arrive.server.ts'
import { keepPart } from './keep-part.server.ts'
import { admit, admitBytes, countBytes, inTurn, type Sender } from './flood.server.ts'
import { checkReport, type FileManifest } from './report.ts'

export type OpenIntake = {
  network: NetworkId
  receiptSalt: string
  circles: (IntakeNow & { recipient: string })[]
  readers: (Reader & { organisation: string })[]
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

/**
 * Seals files that came in the open and keeps their parts with the team, the only place for what nobody has named yet; a report or
 * a message in `circle` names them afterwards. They count for the sender like those a browser sends part by part: throws `flood.files`.
 */
export const keepOpenFiles = async (
  actor: Actor,
  network: NetworkId,
  { team, circle }: { team: IntakeNow; circle: IntakeNow },
  files: readonly File[],
  recipients: readonly string[],
  client: string
) => {
  if (files.length > 0) admitBytes(client)
  countBytes(
    client,
    files.reduce((sum, file) => sum + file.size, 0)
  )
  const upload = random(16)
  const manifests: FileManifest[] = []
  const described: Record<string, unknown>[] = []
  for (const [file, given] of files.entries()) {
    const sealing = await sealFileInPieces(given, recipients)
    let parts = 0
    for (let bytes; (bytes = await sealing.next(largestPart)); parts++)
      await keepPart(actor, { upload, file, part: parts, bytes }, team)
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

type OpenReport = {
  content: unknown
  files: File[]
  language: string
  key: string
  /** Organisations that must not read it. */
  keepFrom: string[]
}
/** A second press, or a line that broke before the answer came: so long the same sending is answered with the same receipt. */
const repeatFor = 2 * 60_000
/** By client and the report's own key, in memory alone; what came is known by its hash. */
const answered = new Map<string, { of: string; arrived: Promise<Arrived> }>()

/** For tests: as after the two minutes. */
export const forgetAnswers = () => answered.clear()

type Arrived = { receipt: string; deadlineDay: string; held: boolean }
type Keep = (input: SealedReport, held: boolean) => Promise<{ deadlineDay: string; held: boolean }>

/**
 * Seals and keeps a report that came in the open. The receipt is made here and leaves in the answer only. Throws `flood.wait`
 * when the sender must wait first, `report.sent-before` when it stands there and its receipt cannot be said again; of one sender one
 * report at a time is sealed. `keep`: another way in.
 */
export const submitOpenReport = (
  actor: Actor,
  intake: OpenIntake,
  report: OpenReport,
  sender: Sender,
  keep: Keep = (input, held) => submitReport(actor, input, intake.circles, { mode: 'server', held })
): Promise<Arrived> => {
  const key = /^[0-9a-f]{32}$/.test(report.key) ? report.key : hex(random(16))
  const same = `${sender.client} ${key}`
  const { content, keepFrom, files } = report
  const of = createHash('sha256')
    .update(JSON.stringify([content, keepFrom, files.map(file => [file.name, file.size])]))
    .digest('hex')
  const before = answered.get(same)
  if (before?.of === of) return before.arrived
  const arrived = inTurn(sender.client, async () => {
    const { held } = admit(sender, key, 'wait')
    return sealOpenReport(actor, intake, { ...report, key }, sender.client, input => keep(input, held))
  })
  const answer = { of, arrived }
  answered.set(same, answer)
  const forget = () => answered.get(same) === answer && answered.delete(same)
  arrived.then(() => setTimeout(forget, repeatFor).unref(), forget)
  return arrived
}

const sealOpenReport = async (
  actor: Actor,
  intake: OpenIntake,
  report: OpenReport,
  client: string,
  keep: (input: SealedReport) => ReturnType<Keep>
): Promise<Arrived> => {
  const team = intake.circles[0]
  if (!team) throw problem('report.circle', 409)
  const own = report.keepFrom.length > 0 ? await ownCircle(intake, report.keepFrom) : undefined
  const circle = own?.circle ?? team
  const receipt = newReceipt()
  const keys = await receiptKeys(receipt, fromBase64url(intake.receiptSalt))
  const reporter = await keysFrom(keys.root, 'reporter')
  const recipients = [circle.recipient, reporter.recipient]
  const { manifests, described } = await keepOpenFiles(
    actor,
    intake.network,
    { team, circle },
    report.files,
    recipients,
    client
  )
  const checked = checkReport({ ...(report.content as object), files: manifests })
  if (!checked.ok) throw problem(checked.errors[0]!.code, 422)
  const row = crypto.randomUUID()
  const ctx = place(intake.network, 'reports.envelopes', 'report', row, circle)
  const sealed = await seal(checked.report, { kind: 'report', ctx, at: null, recipients }).catch(tooBig)
  const input = SealedReport.parse({
    key: report.key,
    row,
    circle: circle.circle,
    epoch: circle.epoch,
    sealed: base64url(sealed),
    receipt: { lookup: hex(keys.lookup), login: hex(keys.login) },
    reporter: reporter.recipient,
    language: report.language,
    urgent: checked.report.danger === 'yes',
    files: described,
    ...(own && { own: own.sent })
  })
  return { receipt, ...(await keep(input)) }
}

/** As the browser makes it (`public-script/send-report.client.ts`). Throws `report.nobody-left`. */
const ownCircle = async (intake: OpenIntake, excluded: string[]) => {
  const readers = intake.readers.filter(reader => !excluded.includes(reader.organisation))
  if (readers.length === 0) throw problem('report.nobody-left', 422)
  const { circle, recipient, wraps } = await newUnsignedCircle(intake.network, readers)
  return {
    circle: { circle: circle as CircleId, epoch: 1, timezone: intake.circles[0]!.timezone, recipient },
    sent: { recipient, excluded, wraps: wraps.map(w => ({ ...w, sealed: base64url(w.sealed) })) }
  }
}

export const tooBig = (error: unknown): never => {
  if (error instanceof SealError && error.code === 'too-big') throw problem('report.too-big', 413)
  throw error
}
