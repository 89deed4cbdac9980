// Scanned pages, through the same hands as a witness's files: a picture is drawn anew, each file is sealed to the intake team and to
// the report's own key, and its parts leave before the report names them.
import { cleanPhoto } from '#public-script/files.client.ts'
import { newRow, randomHex } from '#public-script/page-parts.client.ts'
import { filePlace } from '#public-script/places.ts'
import { NoSignal, post, Refused } from '#public-script/transport.client.ts'
import { Problem, type ProblemCode } from '#kernel/problem.ts'
import type { Scan, ScanWays, SealedScans } from '#reports/line/ui/scan.ts'
import { base64url, seal, sealFile } from '#seal/index.ts'

const part = 1024 * 1024

export const cleanScan: ScanWays['clean'] = async (file, n): Promise<Scan> => {
  const picture = file.type.startsWith('image/') ? await cleanPhoto(file) : undefined
  if (picture) return { blob: picture, name: `scan-${n}.jpg`, type: 'image/jpeg' }
  const type = /^[a-z]+\/[a-z0-9.+-]{1,100}$/.test(file.type) ? file.type : 'application/octet-stream'
  return { blob: file, name: `scan-${n}.${type === 'application/pdf' ? 'pdf' : 'bin'}`, type }
}

/** The one place that knows how files travel: everything else asks for manifests and descriptions. */
export const sealAndSendScans: ScanWays['sealAndSend'] = async (scans, place, recipients, tell) => {
  const circle = { id: place.circle, epoch: place.epoch }
  const upload = randomHex(16)
  const sealed: SealedScans = { manifests: [], described: [] }
  for (const [file, { blob, name, type }] of scans.entries()) {
    tell(file + 1, scans.length)
    const made = await sealFile(blob, recipients)
    const manifest = { id: newRow(), name, type, size: made.size, sha256: made.sha256 }
    const parts = Math.ceil(made.sealed.length / part)
    for (let n = 0; n < parts; n++)
      await sendPart(made.sealed.subarray(n * part, (n + 1) * part), upload, file, n)
    const ctx = filePlace(place.network, manifest.id, circle)
    sealed.manifests.push(manifest)
    sealed.described.push({
      row: manifest.id,
      upload,
      file,
      parts,
      manifest: base64url(await seal(manifest, { kind: 'file', ctx, at: null, recipients }))
    })
  }
  return sealed
}

const sendPart = async (bytes: Uint8Array<ArrayBuffer>, upload: string, file: number, n: number) => {
  try {
    await post('/sr/w/part', bytes, {
      'content-type': 'application/octet-stream',
      'x-upload': upload,
      'x-file': String(file),
      'x-part': String(n)
    })
  } catch (trouble) {
    if (trouble instanceof NoSignal) throw new Problem('common.offline', 503)
    if (trouble instanceof Refused) throw new Problem(trouble.code as ProblemCode, 400)
    throw trouble
  }
}
