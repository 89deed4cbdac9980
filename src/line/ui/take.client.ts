// The note becomes a report in the operator's browser: sealed to the intake team and to the receipt's key, as a witness's own would be.
import { me, sealInto } from '#access/keyring.svelte.ts'
import type { FileManifest } from '#reports/index.ts'
import { fromBase64url, hex, keysFrom, newReceipt, random, receiptKeys, sealFile } from '#seal/index.ts'
import { ask } from '#ui/ask.ts'
import { Problem } from '#kernel/problem.ts'
import { reportOf, type Note } from '../note.ts'
import { sealPromise, type Promised } from './promise.ts'

export type Intake = { id: string; epoch: number; recipient: string }
const partBytes = 1024 * 1024

/**
 * Everything that is sent, made once: pressing again after a broken line sends the very same. `former`: the same report for another key of
 * the team; code, row and key stay (decision 0008).
 */
export const packCall = async (
  call: {
    id: string
    startedAt: string
    minutes: number
    note: Note
    promise: Promised | undefined
    files: File[]
    head: string
  },
  intake: Intake,
  salt: string,
  timezone: string,
  former?: { receipt: string; row: string; key: string }
) => {
  const { receipt, row, key } = former ?? {
    receipt: newReceipt(),
    row: crypto.randomUUID(),
    key: hex(random(16))
  }
  const { lookup, login, root } = await receiptKeys(receipt, fromBase64url(salt))
  const reporter = await keysFrom(root, 'reporter')
  const recipients = [intake.recipient, reporter.recipient]
  const place = (kind: string, table: string, of: string) => ({
    kind,
    table,
    row: of,
    circle: intake.id,
    epoch: intake.epoch,
    purpose: kind,
    rev: 1
  })
  const upload = hex(random(16))
  const manifests: FileManifest[] = []
  const files: Record<string, unknown>[] = []
  const parts: { file: number; part: number; bytes: Uint8Array<ArrayBuffer> }[] = []
  for (const [file, given] of call.files.entries()) {
    const { sealed, sha256, size } = await sealFile(given, recipients)
    const type = /^[a-z]+\/[a-z0-9.+-]{1,100}$/.test(given.type) ? given.type : 'application/octet-stream'
    const manifest: FileManifest = {
      id: crypto.randomUUID(),
      name: `scan-${file + 1}`,
      type,
      size,
      sha256,
      cleaned: false
    }
    manifests.push(manifest)
    const count = Math.ceil(sealed.length / partBytes)
    for (let part = 0; part < count; part++)
      parts.push({ file, part, bytes: sealed.slice(part * partBytes, (part + 1) * partBytes) })
    files.push({
      row: manifest.id,
      upload,
      file,
      parts: count,
      manifest: await sealInto(manifest, place('file', 'reports.files', manifest.id), recipients)
    })
  }
  const content = reportOf(call.note, call.promise, manifests, call.head)
  const body = {
    id: call.id,
    circle: intake.id,
    startedAt: call.startedAt,
    minutes: call.minutes,
    kind: call.note.kind,
    report: {
      key,
      row,
      circle: intake.id,
      epoch: intake.epoch,
      sealed: await sealInto(content, place('report', 'reports.envelopes', row), recipients),
      receipt: { lookup: hex(lookup), login: hex(login) },
      reporter: reporter.recipient,
      language: call.note.language,
      urgent: call.note.danger,
      files
    },
    ...(call.promise && { callBack: await sealPromise(call.promise, intake, timezone) })
  }
  return { receipt, row, key, upload, parts, body, by: me().account }
}
export type Packed = Awaited<ReturnType<typeof packCall>>

/** Sends what is not there yet; a part that was taken is not sent again. */
export const sendCall = async (packed: Packed): Promise<{ code: string }> => {
  while (packed.parts.length) {
    const { file, part, bytes } = packed.parts[0]!
    const response = await fetch('/sr/w/part', {
      method: 'POST',
      credentials: 'omit',
      body: bytes,
      headers: {
        'content-type': 'application/octet-stream',
        'x-upload': packed.upload,
        'x-file': String(file),
        'x-part': String(part)
      }
    }).catch(() => undefined)
    if (!response) throw new Problem('common.offline', 503)
    if (!response.ok) throw new Problem('common.failed', response.status)
    packed.parts.shift()
  }
  return ask<{ code: string }>('/desk/calls/take', packed.body)
}
