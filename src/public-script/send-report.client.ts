// Seals the report on the phone and sends it. Loaded only when Send is near. A second press after a broken line goes on with the
// very same parcel: same code, same files, same key, so it becomes one report.
import {
  base64url,
  hex,
  keysFrom,
  newReceipt,
  receiptKeys,
  fromBase64url,
  seal,
  SealError
} from '#seal/index.ts'
import { newRow, randomHex } from './page-parts.client.ts'
import { reportPlace } from './places.ts'
import type { ReportContent } from './report-content.ts'
import { sendFiles, type Outgoing, type Place, type Told, type Uploads } from './send-files.client.ts'
import { postJsonPatiently, Refused, type Line } from './transport.client.ts'

export type Keys = {
  network: string
  receiptSalt: string
  circles: { id: string; epoch: number; recipient: string }[]
}
export type Parcel = {
  receipt: string
  proof: { lookup: string; login: string }
  reporter: string
  place: Place
  uploads: Uploads
  /** Once it was on its way, only the very same may follow: the server may have it. */
  envelope: { of: string; body: Record<string, unknown> } | undefined
}

export type Way = {
  to?: string | undefined
  beside?: (row: string) => Promise<Record<string, unknown>>
}

/** The code and what is sealed to: as long as nothing but files has left, words may still change. */
export const newParcel = async ({ network, receiptSalt, circles }: Keys): Promise<Parcel> => {
  const circle = circles[0]
  if (!circle) throw new Refused('busy')
  const receipt = newReceipt()
  const { lookup, login, root } = await receiptKeys(receipt, fromBase64url(receiptSalt))
  const reporter = await keysFrom(root, 'reporter')
  const recipients = [...circles.map(({ recipient }) => recipient), reporter.recipient]
  return {
    receipt,
    proof: { lookup: hex(lookup), login: hex(login) },
    reporter: reporter.recipient,
    place: { network, circle, recipients },
    uploads: new WeakMap(),
    envelope: undefined
  }
}

/** Sends what is not yet there: files first, then the report that names them. Throws NoSignal, Refused, Stopped. */
export const send = async (
  base: string,
  parcel: Parcel,
  { content, files, of }: { content: ReportContent; files: readonly Outgoing[]; of: string },
  line: Line,
  tell: Told,
  /** Where the envelope goes, and what goes beside it. */
  { to = `${base}/w/send`, beside }: Way = {}
): Promise<{ deadlineDay: string }> => {
  const { place, uploads } = parcel
  if (!parcel.envelope) {
    const sent = await sendFiles(base, files, place, uploads, line, tell)
    const { network, circle, recipients } = place
    const row = newRow()
    const sealed = await seal(
      { ...content, files: sent.map(({ manifest }) => manifest) },
      { kind: 'report', ctx: reportPlace(network, row, circle), at: null, recipients }
    )
    parcel.envelope = {
      of,
      body: {
        key: randomHex(16),
        row,
        circle: circle.id,
        epoch: circle.epoch,
        sealed: base64url(sealed),
        receipt: parcel.proof,
        reporter: parcel.reporter,
        language: content.language,
        urgent: content.danger === 'yes',
        files: sent.map(({ described }) => described),
        ...(await beside?.(row))
      }
    }
  }
  tell(files.length + 1, 0, 0)
  return postJsonPatiently(to, parcel.envelope.body, line)
}

/** The library's refusals in the words of the page. */
export const codeOf = (trouble: unknown): string | undefined => {
  if (trouble instanceof Refused) return trouble.code
  if (trouble instanceof SealError)
    return trouble.code === 'too-big'
      ? 'report.too-big'
      : trouble.code === 'bad-file'
        ? 'file.unreadable'
        : undefined
  // A file that was deleted or moved while the page was open.
  return (trouble as Error).name === 'NotReadableError' || (trouble as Error).name === 'NotFoundError'
    ? 'file.unreadable'
    : undefined
}
