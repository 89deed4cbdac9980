// Files on their way: sealed part by part as the line takes them. A part is kept until the server has it and sent again byte for
// byte, for a second sealing would be another file; what was sent is forgotten. So a large file never is in memory, and after a
// broken line it goes on with the part where it was.
import { largestPart, smallestPart } from '#kernel/file-limits.ts'
import {
  base64url,
  fileBucket,
  seal,
  sealedSize,
  sealFileInPieces,
  type Bytes,
  type FileSealing
} from '#seal/index.ts'
import { newRow, randomHex } from './page-parts.client.ts'
import { filePlace } from './places.ts'
import type { FileManifest } from './report-content.ts'
import { postPatiently, type Line } from './transport.client.ts'

export type Outgoing = Omit<FileManifest, 'id' | 'size' | 'sha256'> & { blob: Blob }
export type Place = { network: string; circle: { id: string; epoch: number }; recipients: string[] }
export type Sent = {
  manifest: FileManifest
  described: { upload: string; file: number; parts: number; row: string; manifest: string }
}

type Upload = {
  upload: string
  file: number
  row: string
  sealing: FileSealing | undefined
  /** Parts that are sealed and not acknowledged, the next first; at most two, the second sealed while the first travels. */
  waiting: Promise<Bytes | undefined>[]
  parts: number
  bytes: number
  /** Its sealing failed and cannot go on. */
  broken: boolean
  sent: Sent | undefined
}
/** Each file's own way, kept from one press of Send to the next. Forgetting a file forgets its way. */
export type Uploads = WeakMap<Outgoing, Upload>

/** `n` of `all` is on its way, so many sealed bytes are left of them all. */
export type Told = (n: number, left: number, of: number) => void

/** What a part should be so that it takes about six seconds: a line that breaks then costs little. */
const pace = { bytes: 2 * smallestPart }
const newPace = (bytes: number, ms: number) => {
  const wanted = Math.min((bytes / Math.max(ms, 1)) * 6000, bytes * 2)
  pace.bytes = Math.max(smallestPart, Math.min(largestPart, Math.floor(wanted / smallestPart) * smallestPart))
}

const sizeOf = ({ blob }: Outgoing, { recipients }: Place) =>
  sealedSize(fileBucket(8 + blob.size), recipients.length)

/**
 * Sends what is not there yet, in order, and gives what the report says of each file. Throws NoSignal, Refused, Stopped, or why
 * a file could not be read; calling again with the same `uploads` and place goes on.
 */
export const sendFiles = async (
  base: string,
  files: readonly Outgoing[],
  place: Place,
  uploads: Uploads,
  line: Line,
  tell: Told
): Promise<Sent[]> => {
  const of = files.reduce((sum, file) => sum + sizeOf(file, place), 0)
  const done: Sent[] = []
  let before = 0
  for (const [at, file] of files.entries()) {
    const known = uploads.get(file)
    const upload = known && !known.broken ? known : begin(at)
    uploads.set(file, upload)
    const say = () => tell(at + 1, of - before - upload.bytes, of)
    done.push((upload.sent ??= await sendOne(base, file, place, upload, line, say)))
    before += sizeOf(file, place)
  }
  return done
}

const begin = (file: number): Upload => ({
  upload: randomHex(16),
  file,
  row: newRow(),
  sealing: undefined,
  waiting: [],
  parts: 0,
  bytes: 0,
  broken: false,
  sent: undefined
})

const sendOne = async (
  base: string,
  { blob, ...said }: Outgoing,
  { network, circle, recipients }: Place,
  upload: Upload,
  line: Line,
  say: () => void
): Promise<Sent> => {
  const sealing = (upload.sealing ??= await sealFileInPieces(blob, recipients))
  const ahead = () => {
    const part = sealing.next(pace.bytes)
    part.catch(() => (upload.broken = true))
    upload.waiting.push(part)
  }
  for (;;) {
    say()
    if (!upload.waiting.length) ahead()
    const part = await upload.waiting[0]
    if (!part) break
    const begun = Date.now()
    const sending = postPatiently(
      `${base}/w/part`,
      part,
      {
        'content-type': 'application/octet-stream',
        'x-upload': upload.upload,
        'x-file': String(upload.file),
        'x-part': String(upload.parts)
      },
      line
    )
    if (upload.waiting.length < 2) ahead()
    await sending
    newPace(part.length, Date.now() - begun)
    upload.waiting.shift()
    upload.parts++
    upload.bytes += part.length
  }
  const manifest: FileManifest = { ...said, id: upload.row, size: sealing.size, sha256: sealing.sha256() }
  const ctx = filePlace(network, upload.row, circle)
  const { upload: id, file, parts, row } = upload
  upload.sealing = undefined
  upload.waiting = []
  return {
    manifest,
    described: {
      upload: id,
      file,
      parts,
      row,
      manifest: base64url(await seal(manifest, { kind: 'file', ctx, at: null, recipients }))
    }
  }
}
