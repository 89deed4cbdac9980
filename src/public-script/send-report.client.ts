// Seals the report on the phone and sends it. Loaded only when Send is near. A second press after a broken line sends the very
// same parcel: same key, same rows, same code, so it becomes one report.
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
  sealFile,
  SealError,
  solveInParts
} from '#seal/index.ts'
import type { Chosen } from './files.client.ts'
import { newRow, randomHex } from './page-parts.client.ts'
import { filePlace, reportPlace } from './places.ts'
import type { FileManifest, ReportContent } from './report-content.ts'
import { pause, post, postJson, Refused } from './transport.client.ts'

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
  files: { upload: string; file: number; sealed: Uint8Array<ArrayBuffer>; parts: number; sent: number }[]
  envelope: Record<string, unknown>
}
export type Told = {
  sending(n: number, all: number, bytesLeft: number): void
  /** Many reports came from this connection: the phone works for a moment. */
  working(done: number, all: number): void
  waiting(seconds: number): void
}

const PART = 1024 * 1024

/** The keys to seal to. `leftOut` given: a circle of its own is made here. Throws Refused 'report.nobody-left'. */
export const keysFor = async (known: Partial<Keys>, from: string, leftOut: string[]): Promise<Keys> => {
  if (leftOut.length === 0 && known.circles) return known as Keys
  const now = (await (await post(from, '', {})).json()) as KeysOfNow
  if (leftOut.length === 0) return now
  const readers = now.readers.filter(reader => !leftOut.includes(reader.organisation))
  if (readers.length === 0) throw new Refused('report.nobody-left')
  const id = newRow()
  const { recipient, wraps } = await newUnsignedCircle({ network: now.network, circle: id }, readers)
  const own = {
    recipient,
    excluded: leftOut,
    wraps: wraps.map(({ account, sealed }) => ({ account, sealed: base64url(sealed) }))
  }
  return { ...now, circles: [{ id, epoch: 1, recipient }], own }
}

/** All sealing, nothing sent. */
export const pack = async (content: ReportContent, files: readonly Chosen[], keys: Keys): Promise<Parcel> => {
  const circle = keys.circles[0]
  if (!circle) throw new Refused('busy')
  const receipt = newReceipt()
  const { lookup, login, root } = await receiptKeys(receipt, fromBase64url(keys.receiptSalt))
  const reporter = await keysFrom(root, 'reporter')
  const recipients = [...keys.circles.map(({ recipient }) => recipient), reporter.recipient]
  const row = newRow()
  const upload = randomHex(16)
  const sealedFiles: Parcel['files'] = []
  const manifests: FileManifest[] = []
  const described: Record<string, unknown>[] = []
  for (const [file, { blob, name, type }] of files.entries()) {
    const { sealed, sha256, size } = await sealFile(blob, recipients)
    const manifest: FileManifest = { id: newRow(), name, type, size, sha256 }
    const parts = Math.ceil(sealed.length / PART)
    const ctx = filePlace(keys.network, manifest.id, circle)
    manifests.push(manifest)
    sealedFiles.push({ upload, file, sealed, parts, sent: 0 })
    described.push({
      upload,
      file,
      parts,
      row: manifest.id,
      manifest: base64url(await seal(manifest, { kind: 'file', ctx, at: null, recipients }))
    })
  }
  const ctx = reportPlace(keys.network, row, circle)
  const sealed = await seal({ ...content, files: manifests }, { kind: 'report', ctx, at: null, recipients })
  return {
    receipt,
    files: sealedFiles,
    envelope: {
      key: randomHex(16),
      row,
      circle: circle.id,
      epoch: circle.epoch,
      sealed: base64url(sealed),
      receipt: { lookup: hex(lookup), login: hex(login) },
      reporter: reporter.recipient,
      language: content.language,
      urgent: content.danger === 'yes',
      files: described,
      ...(keys.own && { own: keys.own })
    }
  }
}

/** Sends what is not yet there. Throws NoSignal or Refused; then pressing again goes on where it stopped. */
export const send = async (
  base: string,
  parcel: Parcel,
  tell: Told
): Promise<{ deadlineDay: string; held: boolean }> => {
  const all = parcel.files.length + 1
  let left = parcel.files.reduce((sum, file) => sum + file.sealed.length - file.sent * PART, 0)
  for (const [order, file] of parcel.files.entries()) {
    while (file.sent < file.parts) {
      tell.sending(order + 1, all, left)
      const part = file.sealed.subarray(file.sent * PART, (file.sent + 1) * PART)
      await withPatience(tell, () =>
        post(`${base}/w/part`, part, {
          'content-type': 'application/octet-stream',
          'x-upload': file.upload,
          'x-file': String(file.file),
          'x-part': String(file.sent)
        })
      )
      file.sent++
      left -= part.length
    }
  }
  tell.sending(all, all, 0)
  for (let proof = ''; ;) {
    try {
      const response = await postJson(`${base}/w/send`, parcel.envelope, {
        'x-key': String(parcel.envelope.key),
        ...(proof && { 'x-proof': proof })
      })
      return (await response.json()) as { deadlineDay: string; held: boolean }
    } catch (refusal) {
      if (!(refusal instanceof Refused) || refusal.code !== 'flood.work') throw refusal
      // asked again when meanwhile many others wrote from here: each time for somewhat more
      const ticket = String(refusal.params.ticket)
      const challenge = fromHex(ticket.slice(-32))
      const sums = await solveInParts(challenge, Number(refusal.params.bits), tell.working)
      proof = `${ticket} ${sums.join('.')}`
    }
  }
}

/** Too many bytes from this connection within the hour: waits as told and goes on. */
const withPatience = async <T>(tell: Told, act: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await act()
    } catch (refusal) {
      if (!(refusal instanceof Refused) || refusal.code !== 'flood.files') throw refusal
      const seconds = Number(refusal.params.n)
      tell.waiting(seconds)
      await pause(seconds * 1000)
    }
  }
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
