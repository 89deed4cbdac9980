// Coming back without script: the code is opened here, in memory, and forgotten with the answer (see server-mode.server.ts).
import type { Actor } from '#kernel/actor.ts'
import type { CircleId } from '#kernel/id.ts'
import { problem } from '#kernel/problem.ts'
import {
  asSealed,
  base64url,
  fromBase64url,
  fromHex,
  hex,
  keysFrom,
  open,
  parseReceipt,
  random,
  receiptKeys,
  seal,
  type Context,
  type ReceiptKeys
} from '#seal/index.ts'
import type { IntakeNow } from './arrive.server.ts'
import { comeBack, intakeKeys, reporterOf } from './come-back.server.ts'
import type { FilingProof } from './filing.ts'
import { proveFiling } from './prove-filing.server.ts'
import { eraseMine, Reply, reply } from './reply.server.ts'
import type { FileManifest, ReportContent } from './report.ts'
import { keepOpenFiles, place, tooBig, type OpenIntake } from './server-mode.server.ts'

/** What a message holds, sealed: the words, and what is to be known of its files. */
export type MessageContent = { text: string; files?: FileManifest[] }

/** A slip of the pen is told from a code by its check digit alone: nothing is asked of the database. */
export const isCode = (code: string): boolean => parseReceipt(code) !== null

/** Half a second; asked once for each page. Throws `receipt.unknown` for a slip, as for a code nobody gave. */
export const keysOfCode = async (intake: OpenIntake, code: string): Promise<ReceiptKeys> => {
  const digits = parseReceipt(code)
  if (!digits) throw problem('receipt.unknown', 404)
  return receiptKeys(digits, fromBase64url(intake.receiptSalt))
}

/** What a code opens, read for a browser without script. Throws `receipt.unknown`, wrong and unknown alike. */
export const openWithKeys = async (intake: OpenIntake, keys: ReceiptKeys) => {
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
    const content = await read<MessageContent>(
      m.sealed,
      'message',
      ctx,
      m.from === 'reporter' ? 'allowed' : undefined
    )
    messages.push({ from: m.from, day: m.day, text: content?.text ?? null, files: content?.files ?? [] })
  }
  const ctx = place(intake.network, 'reports.envelopes', 'report', row, circleOf(epoch))
  return {
    standing,
    eraseOn,
    wrote: sealed ? await read<ReportContent>(sealed, 'report', ctx, 'allowed') : null,
    messages
  }
}

/** The reporter's message and files from a page without script, sealed here. Pressed twice (same key) it is one message. Throws `flood.files`. */
export const sayWithKeys = async (
  actor: Actor,
  intake: OpenIntake,
  keys: ReceiptKeys,
  message: { text: string; files: File[]; key: string },
  client: string
): Promise<void> => {
  // a code that opens nothing leaves no file behind
  const { circle: of } = await reporterOf(intake.network, keys)
  // the intake team's circle, or the one that was made for this report alone
  const now = (await intakeKeys(intake.network, of)).intake[0]
  const team = intake.circles[0]
  if (!now || !team) throw problem('report.circle', 409)
  const circle = { circle: now.id as CircleId, epoch: now.epoch, recipient: now.recipient, timezone: '' }
  const reporter = await keysFrom(keys.root, 'reporter')
  const row = crypto.randomUUID()
  const recipients = [circle.recipient, reporter.recipient]
  const { manifests, described } = await keepOpenFiles(
    actor,
    intake.network,
    { team, circle },
    message.files,
    recipients,
    client
  )
  const content: MessageContent = {
    text: message.text,
    ...(manifests.length > 0 && { files: manifests })
  }
  const ctx = place(intake.network, 'reports.messages', 'message', row, circle)
  const sealed = await seal(content, { kind: 'message', ctx, at: null, recipients }).catch(tooBig)
  const input = Reply.parse({
    lookup: hex(keys.lookup),
    login: hex(keys.login),
    row,
    key: /^[0-9a-f]{32}$/.test(message.key) ? message.key : hex(random(16)),
    circle: circle.circle,
    epoch: circle.epoch,
    sealed: base64url(sealed),
    files: described
  })
  await reply(intake.network, input, intake.circles, 'server')
}

export const eraseWithKeys = (intake: OpenIntake, keys: ReceiptKeys): Promise<void> =>
  eraseMine(intake.network, keys, intake.circles[0]?.timezone ?? 'UTC')

export const proveWithKeys = (intake: OpenIntake, keys: ReceiptKeys): Promise<FilingProof> =>
  proveFiling(intake.network, keys, intake.circles[0]?.timezone ?? 'UTC')
