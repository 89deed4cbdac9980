// A report with files as a browser would send it, or as someone would who wrote their own sender: any name, any type, any bytes.
import {
  base64url,
  hex,
  keysFrom,
  newReceipt,
  random,
  receiptKeys,
  seal,
  sealFileInPieces
} from '#seal/index.ts'
import { largestPart } from '#kernel/file-limits.ts'
import type { Prepared } from './prepare.ts'

export type SentFile = {
  name: string
  type: string
  bytes: Uint8Array
  cleaned?: boolean
  voice?: 'own' | 'changed'
}

export const postPart = async (
  origin: string,
  place: { upload: string; file: number; part: number },
  bytes: Uint8Array
): Promise<Response> =>
  fetch(`${origin}/sr/w/part`, {
    method: 'POST',
    body: bytes as BodyInit,
    headers: {
      'content-type': 'application/octet-stream',
      'x-upload': place.upload,
      'x-file': String(place.file),
      'x-part': String(place.part)
    }
  })

/** Gives the report's row and the receipt. Throws when the server takes it not. */
export const sendReportWithFiles = async (
  origin: string,
  { network, circle, recipient, receiptSalt }: Prepared,
  what: string,
  files: readonly SentFile[]
): Promise<{ row: string; receipt: string }> => {
  const receipt = newReceipt()
  const keys = await receiptKeys(receipt, receiptSalt)
  const reporter = await keysFrom(keys.root, 'reporter')
  const recipients = [recipient, reporter.recipient]
  const place = (table: string, row: string, purpose: string) => ({
    network,
    table,
    row,
    circle,
    epoch: 1,
    purpose,
    rev: 1
  })
  const manifests = []
  const described = []
  for (const [file, { name, type, bytes, ...said }] of files.entries()) {
    const upload = hex(random(16))
    const sealing = await sealFileInPieces(bytes, recipients)
    let parts = 0
    for (let piece; (piece = await sealing.next(largestPart)); parts++) {
      const response = await postPart(origin, { upload, file, part: parts }, piece)
      if (!response.ok) throw new Error(`part: ${response.status} ${await response.text()}`)
    }
    const row = crypto.randomUUID()
    const manifest = {
      id: row,
      name,
      type,
      size: sealing.size,
      sha256: sealing.sha256(),
      cleaned: false,
      ...said
    }
    const ctx = place('reports.files', row, 'file')
    manifests.push(manifest)
    described.push({
      row,
      upload,
      file,
      parts,
      manifest: base64url(await seal(manifest, { kind: 'file', ctx, at: null, recipients }))
    })
  }
  const row = crypto.randomUUID()
  const content = { language: 'sr-Latn', what, signs: [], answerWay: { kind: 'code' }, files: manifests }
  const ctx = place('reports.envelopes', row, 'report')
  const response = await fetch(`${origin}/sr/w/send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      key: hex(random(16)),
      row,
      circle,
      epoch: 1,
      sealed: base64url(await seal(content, { kind: 'report', ctx, at: null, recipients })),
      receipt: { lookup: hex(keys.lookup), login: hex(keys.login) },
      reporter: reporter.recipient,
      language: 'sr-Latn',
      urgent: false,
      files: described
    })
  })
  if (!response.ok) throw new Error(`report: ${response.status} ${await response.text()}`)
  return { row, receipt }
}
