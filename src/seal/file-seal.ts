import { sha256 as sha } from '@noble/hashes/sha2.js'
import { decrypterFor, encrypterFor, orCannotOpen } from './age.ts'
import { readAge } from './age-header.ts'
import { allZero, hex, readU64, u64, type Bytes } from './bytes.ts'
import { SealError } from './errors.ts'
import { fileBucket } from './padding.ts'
import { asSealed, type Sealed } from './types.ts'

/*
 * A file is an age stream over: u64 length ‖ bytes ‖ zeros up to the bucket. Nothing in it says where it belongs: the manifest
 * does, a signed frame of kind 'file' that callers write with name, type, size and sha256. A file is therefore never
 * opened without its manifest, and one swapped for another sealed to the same circle has the wrong SHA-256.
 */

const LENGTH = 8
const ZEROS = new Uint8Array(65_536)

export type SealedFile = {
  readonly sealed: Sealed<'file'>
  /** Of the content, hexadecimal. Goes into the sealed manifest only: in clear it would tell a known file. */
  readonly sha256: string
  readonly size: number
  readonly paddedSize: number
}

/** Streams: beside the source, only the sealed bytes are ever whole in memory (a Blob from a file input stays on disk). */
export async function sealFile(
  content: Uint8Array | Blob,
  recipients: readonly string[]
): Promise<SealedFile> {
  const size = content instanceof Uint8Array ? content.length : content.size
  const paddedSize = fileBucket(LENGTH + size)
  const hash = sha.create()
  const source = content instanceof Uint8Array ? streamOf(content) : content.stream()
  const stream = await encrypterFor(recipients).encrypt(source.pipeThrough(pad(size, paddedSize, hash)))
  const sealed = new Uint8Array(stream.size(paddedSize))
  let at = 0
  await eachChunk(stream, chunk => {
    sealed.set(chunk, at)
    at += chunk.length
  })
  if (at !== sealed.length) throw new SealError('bad-file', 'the file changed while it was read')
  return { sealed: asSealed<'file'>(sealed), sha256: hex(hash.digest()), size, paddedSize }
}

/**
 * Opens a file and holds it against its manifest. Throws 'cannot-open' (no key, cut, chunks moved), 'bad-file' (size,
 * SHA-256 or padding). Nothing is returned before all of it is checked.
 */
export async function openFile(
  sealed: Sealed<'file'>,
  identities: readonly string[],
  manifest: { readonly size: number; readonly sha256: string }
): Promise<Bytes> {
  const { plainSize } = readAge(sealed)
  const { size } = manifest
  if (fileBucket(LENGTH + size) !== plainSize) throw new SealError('bad-file', 'not the size of the manifest')
  const decrypter = decrypterFor(identities)
  const prefix = new Uint8Array(LENGTH)
  const content = new Uint8Array(size)
  let at = 0
  await orCannotOpen(async () => {
    await eachChunk(await decrypter.decrypt(streamOf(sealed)), chunk => {
      if (at < LENGTH) prefix.set(chunk.subarray(0, LENGTH - at), at)
      // The part of this chunk that is content, in the content's own positions.
      const from = Math.max(0, LENGTH - at)
      const end = Math.min(chunk.length, LENGTH + size - at)
      if (end > from) content.set(chunk.subarray(from, end), at + from - LENGTH)
      if (!allZero(chunk.subarray(Math.max(0, end)))) throw new SealError('bad-file', 'padding is not zero')
      at += chunk.length
    })
  })
  if (readU64(prefix, 0) !== size) throw new SealError('bad-file', 'not the size of the manifest')
  if (hex(sha(content)) !== manifest.sha256)
    throw new SealError('bad-file', 'not the content of the manifest')
  return content
}

function pad(size: number, paddedSize: number, hash: { update(chunk: Uint8Array): unknown }) {
  let seen = 0
  return new TransformStream<Uint8Array, Uint8Array>({
    start(controller) {
      controller.enqueue(u64(size))
    },
    transform(chunk, controller) {
      hash.update(chunk)
      seen += chunk.length
      controller.enqueue(chunk)
    },
    flush(controller) {
      if (seen !== size) throw new SealError('bad-file', 'the file changed while it was read')
      for (let left = paddedSize - LENGTH - size; left > 0; left -= ZEROS.length) {
        controller.enqueue(ZEROS.subarray(0, Math.min(left, ZEROS.length)))
      }
    }
  })
}

/** In slices, so that each step of the pipe handles one and the page stays alive. */
function streamOf(bytes: Uint8Array, slice = 1 << 18): ReadableStream<Bytes> {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.subarray(at, at + slice) as Bytes)
      at += slice
      if (at >= bytes.length) controller.close()
    }
  })
}

async function eachChunk(
  stream: ReadableStream<Uint8Array>,
  take: (chunk: Uint8Array) => void
): Promise<void> {
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      take(value)
    }
  } catch (error) {
    await reader.cancel().catch(() => {})
    throw error
  }
}
