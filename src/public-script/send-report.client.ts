// Seals the report on the phone and sends it. Loaded only when Send is near. A second press after a broken line sends the very
// same parcel: same key, same rows, same code, so it becomes one report.
import {
  base64url,
  hex,
  keysFrom,
  newReceipt,
  receiptKeys,
  fromBase64url,
  seal,
  sealFile,
  SealError
} from '#seal/index.ts'
import type { Chosen } from './files.client.ts'
import { newRow, randomHex } from './page-parts.client.ts'
import { filePlace, reportPlace } from './places.ts'
import type { FileManifest, ReportContent } from './report-content.ts'
import { post, postJson, Refused } from './transport.client.ts'

export type Keys = {
  network: string
  receiptSalt: string
  circles: { id: string; epoch: number; recipient: string }[]
}
export type Parcel = {
  receipt: string
  files: { upload: string; file: number; sealed: Uint8Array<ArrayBuffer>; parts: number; sent: number }[]
  envelope: Record<string, unknown>
}
export type Told = { locking(): void; sending(n: number, all: number, bytesLeft: number): void }

const PART = 1024 * 1024

/** Seals files for whoever may read them: what is sent part by part, what is sealed about them, and what the server keeps beside it. */
export const sealFiles = async (
  files: readonly Chosen[],
  network: string,
  circle: { id: string; epoch: number },
  recipients: string[]
) => {
  const upload = randomHex(16)
  const sealedFiles: Parcel['files'] = []
  const manifests: FileManifest[] = []
  const described: Record<string, unknown>[] = []
  for (const [file, { blob, name, type }] of files.entries()) {
    const { sealed, sha256, size } = await sealFile(blob, recipients)
    const manifest: FileManifest = { id: newRow(), name, type, size, sha256 }
    const parts = Math.ceil(sealed.length / PART)
    const ctx = filePlace(network, manifest.id, circle)
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
  return { sealedFiles, manifests, described }
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
  const { sealedFiles, manifests, described } = await sealFiles(files, keys.network, circle, recipients)
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
      files: described
    }
  }
}

/** Sends the parts that are not yet there. Throws NoSignal or Refused; then pressing again goes on where it stopped. */
export const sendFiles = async (base: string, files: Parcel['files'], tell: Told['sending']) => {
  const all = files.length + 1
  let left = files.reduce((sum, file) => sum + file.sealed.length - file.sent * PART, 0)
  for (const [order, file] of files.entries()) {
    while (file.sent < file.parts) {
      tell(order + 1, all, left)
      const part = file.sealed.subarray(file.sent * PART, (file.sent + 1) * PART)
      await post(`${base}/w/part`, part, {
        'content-type': 'application/octet-stream',
        'x-upload': file.upload,
        'x-file': String(file.file),
        'x-part': String(file.sent)
      })
      file.sent++
      left -= part.length
    }
  }
  tell(all, all, 0)
}

/** Sends what is not yet there. Throws as sendFiles does. */
export const send = async (base: string, parcel: Parcel, tell: Told): Promise<{ deadlineDay: string }> => {
  await sendFiles(base, parcel.files, tell.sending)
  const response = await postJson(`${base}/w/send`, parcel.envelope)
  return (await response.json()) as { deadlineDay: string }
}

/** What was typed, in any script's digits, as 0 to 9. Here, because it comes with the library anyway. */
export { asciiDigits } from '#seal/typed.ts'

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
