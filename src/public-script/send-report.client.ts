// Seals the report on the phone and sends it. Loaded only when Send is near. A second press after a broken line goes on with the
// very same parcel: same code, same files, same key, so it becomes one report.
import {
  base64url,
  hex,
  keysFrom,
  newReceipt,
  newUnsignedCircle,
  receiptKeys,
  fromBase64url,
  fromHex,
  seal,
  SealError,
  solveInParts
} from '#seal/index.ts'
import { newRow, randomHex } from './page-parts.client.ts'
import { reportPlace } from './places.ts'
import type { ReportContent } from './report-content.ts'
import { sendFiles, type Outgoing, type Place, type Told, type Uploads } from './send-files.client.ts'
import { post, postJsonPatiently, Refused, Stopped, type Line } from './transport.client.ts'

export type Keys = {
  network: string
  receiptSalt: string
  circles: { id: string; epoch: number; recipient: string }[]
  /** The circle stands for this one report, without the organisations that are left out. */
  own?: Own
}
type Own = { recipient: string; excluded: string[]; wraps: { account: string; sealed: string }[] }
/** The team's keys as the server gives them now, and who reads: only fetched when somebody is to be left out, or keys have changed. */
type KeysOfNow = Keys & { readers: { account: string; organisation: string; recipient: string }[] }

export type Parcel = {
  receipt: string
  /** The report's own, so that it is one report however often it is sent, and to whichever key. */
  row: string
  key: string
  proof: { lookup: string; login: string }
  reporter: string
  place: Place
  own: Own | undefined
  uploads: Uploads
  /** Once it was on its way, only the very same may follow: the server may have it. */
  envelope: { of: string; body: Record<string, unknown>; work: string } | undefined
}
/** The keys to seal to. `leftOut` given: a circle of its own is made here. Throws Refused 'report.nobody-left'. */
export const keysFor = async (known: Partial<Keys>, from: string, leftOut: string[]): Promise<Keys> => {
  if (leftOut.length === 0 && known.circles) return known as Keys
  const now = await post<KeysOfNow>(from, '', {})
  if (leftOut.length === 0) return now
  const readers = now.readers.filter(reader => !leftOut.includes(reader.organisation))
  if (readers.length === 0) throw new Refused('report.nobody-left')
  const { circle, recipient, wraps } = await newUnsignedCircle(now.network, readers)
  const own = {
    recipient,
    excluded: leftOut,
    wraps: wraps.map(({ account, sealed }) => ({ account, sealed: base64url(sealed) }))
  }
  return { ...now, circles: [{ id: circle, epoch: 1, recipient }], own }
}

export type Way = {
  to?: string | undefined
  beside?: (row: string) => Promise<Record<string, unknown>>
}

/**
 * The code and what is sealed to: as long as nothing but files has left, words may still change. `former`: the same report for other
 * keys of the team; code, row and key stay, for it may have arrived after all, and would else be there twice (decision 0008).
 */
export const newParcel = async (
  { network, receiptSalt, circles, own }: Keys,
  former?: Pick<Parcel, 'receipt' | 'row' | 'key'>
): Promise<Parcel> => {
  const circle = circles[0]
  if (!circle) throw new Refused('busy')
  const { receipt, row, key } = former ?? { receipt: newReceipt(), row: newRow(), key: randomHex(16) }
  const { lookup, login, root } = await receiptKeys(receipt, fromBase64url(receiptSalt))
  const reporter = await keysFrom(root, 'reporter')
  const recipients = [...circles.map(({ recipient }) => recipient), reporter.recipient]
  return {
    receipt,
    row,
    key,
    proof: { lookup: hex(lookup), login: hex(login) },
    reporter: reporter.recipient,
    place: { network, circle, recipients },
    own,
    uploads: new WeakMap(),
    envelope: undefined
  }
}

export type Taken = { deadlineDay: string; held: boolean }

/** Sends what is not yet there: files first, then the report that names them. Throws NoSignal, Refused, Stopped. */
export const send = async (
  base: string,
  parcel: Parcel,
  { content, files, of }: { content: ReportContent; files: readonly Outgoing[]; of: string },
  line: Line,
  tell: Told,
  working: (done: number, all: number) => void,
  /** Where the envelope goes, and what goes beside it. */
  { to = `${base}/w/send`, beside }: Way = {}
): Promise<Taken> => {
  const { place, uploads, row, key } = parcel
  if (!parcel.envelope) {
    const sent = await sendFiles(base, files, place, uploads, line, tell)
    const { network, circle, recipients } = place
    const sealed = await seal(
      { ...content, files: sent.map(({ manifest }) => manifest) },
      { kind: 'report', ctx: reportPlace(network, row, circle), at: null, recipients }
    )
    parcel.envelope = {
      of,
      work: '',
      body: {
        key,
        row,
        circle: circle.id,
        epoch: circle.epoch,
        sealed: base64url(sealed),
        receipt: parcel.proof,
        reporter: parcel.reporter,
        language: content.language,
        urgent: content.danger === 'yes',
        files: sent.map(({ described }) => described),
        ...(parcel.own && { own: parcel.own }),
        ...(await beside?.(row))
      }
    }
  }
  tell(files.length + 1, 0, 0)
  const { envelope } = parcel
  for (;;) {
    try {
      return await postJsonPatiently<Taken>(to, envelope.body, line, {
        'x-key': String(envelope.body.key),
        ...(envelope.work && { 'x-proof': envelope.work })
      })
    } catch (refusal) {
      if (!(refusal instanceof Refused) || refusal.code !== 'flood.work') throw refusal
      // asked again when meanwhile many others wrote from here: each time for somewhat more
      envelope.work = await workFor(refusal.params, line.leaving, working)
    }
  }
}

/** The sum that is asked where many reports come from one connection: good for this report alone, also at the next press. */
const workFor = async (
  { ticket, bits }: Refused['params'],
  leaving: AbortSignal,
  working: (done: number, all: number) => void
): Promise<string> => {
  const challenge = fromHex(String(ticket).slice(-32))
  const sums = await solveInParts(challenge, Number(bits), working, leaving).catch(trouble => {
    throw leaving.aborted ? new Stopped() : trouble
  })
  return `${ticket} ${sums.join('.')}`
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
