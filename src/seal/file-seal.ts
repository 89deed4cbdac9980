import { sha256 as sha } from '@noble/hashes/sha2.js'
import { decrypterFor, encrypterFor, orCannotOpen } from './age.ts'
import { MAX_HEADER, readAge, readHeader } from './age-header.ts'
import { allZero, concat, hex, readU64, u64, type Bytes } from './bytes.ts'
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

/** A file being sealed, piece by piece: nothing of it is kept but the piece asked for and at most one chunk of age. */
export type FileSealing = {
  readonly size: number
  readonly paddedSize: number
  readonly sealedSize: number
  /**
   * The next bytes of the age file, exactly `bytes` of them but for the last piece; undefined after the last. Pieces joined in
   * order are the file, whatever their sizes. One call at a time. Throws 'bad-file' when the content is not `size` long after
   * all, and what reading a Blob throws; afterwards there is no going on: seal anew.
   */
  next(bytes: number): Promise<Bytes | undefined>
  /** Of the content. Throws before the last piece was given. */
  sha256(): string
}

/** Begins to seal; reads the content only as pieces are asked for (a Blob from a file input stays on disk). */
export async function sealFileInPieces(
  content: Uint8Array | Blob,
  recipients: readonly string[]
): Promise<FileSealing> {
  const size = content instanceof Uint8Array ? content.length : content.size
  const paddedSize = fileBucket(LENGTH + size)
  const hash = sha.create()
  let digest: string | undefined
  const source = streamOf(padded(content, size, paddedSize, hash))
  const stream = await encrypterFor(recipients).encrypt(source)
  const sealedSize = stream.size(paddedSize)
  const reader = stream.getReader()
  let given = 0
  let rest: Uint8Array = new Uint8Array(0)
  return {
    size,
    paddedSize,
    sealedSize,
    async next(bytes) {
      const piece = new Uint8Array(Math.min(bytes, sealedSize - given))
      if (piece.length === 0) return undefined
      for (let at = 0; at < piece.length;) {
        if (rest.length === 0) {
          const { done, value } = await reader.read()
          if (done) throw new SealError('bad-file', 'the file changed while it was read')
          rest = value
        }
        const taken = rest.subarray(0, piece.length - at)
        piece.set(taken, at)
        at += taken.length
        rest = rest.subarray(taken.length)
      }
      given += piece.length
      if (given === sealedSize) digest = hex(hash.digest())
      return piece
    },
    sha256() {
      if (!digest) throw new SealError('bad-file', 'not sealed to its end')
      return digest
    }
  }
}

/** As `sealFileInPieces`, whole: for small files, and where the sealed bytes are wanted together. */
export async function sealFile(
  content: Uint8Array | Blob,
  recipients: readonly string[]
): Promise<SealedFile> {
  const sealing = await sealFileInPieces(content, recipients)
  const sealed = (await sealing.next(sealing.sealedSize))!
  const { size, paddedSize } = sealing
  return { sealed: asSealed<'file'>(sealed), sha256: sealing.sha256(), size, paddedSize }
}

/**
 * Opens a file and holds it against its manifest. Throws 'not-sealed' (other stanzas than ours), 'cannot-open' (no key, cut,
 * chunks moved), 'bad-file' (size, SHA-256 or padding). Nothing is returned before all of it is checked. `pieces` are read
 * one by one as they are opened, so that a large file is in memory once; a whole age file may be given instead.
 */
export async function openFile(
  pieces: Sealed<'file'> | AsyncIterable<Uint8Array>,
  identities: readonly string[],
  manifest: { readonly size: number; readonly sha256: string }
): Promise<Bytes> {
  const { size } = manifest
  const plainSize = fileBucket(LENGTH + size)
  if (pieces instanceof Uint8Array && readAge(pieces).plainSize !== plainSize)
    throw new SealError('bad-file', 'not the size of the manifest')
  const decrypter = decrypterFor(identities)
  const prefix = new Uint8Array(LENGTH)
  const content = new Uint8Array(size)
  const hash = sha.create()
  let at = 0
  const sealed = onlyOurStanzas(pieces instanceof Uint8Array ? slices(pieces) : pieces)
  await orCannotOpen(async () => {
    await eachChunk(await decrypter.decrypt(streamOf(sealed)), chunk => {
      if (at + chunk.length > plainSize) throw new SealError('bad-file', 'not the size of the manifest')
      if (at < LENGTH) prefix.set(chunk.subarray(0, LENGTH - at), at)
      // The part of this chunk that is content, in the content's own positions.
      const from = Math.max(0, LENGTH - at)
      const end = Math.max(0, Math.min(chunk.length, LENGTH + size - at))
      if (end > from) {
        content.set(chunk.subarray(from, end), at + from - LENGTH)
        hash.update(chunk.subarray(from, end))
      }
      if (!allZero(chunk.subarray(Math.max(from, end))))
        throw new SealError('bad-file', 'padding is not zero')
      at += chunk.length
    })
  })
  if (at !== plainSize || readU64(prefix, 0) !== size)
    throw new SealError('bad-file', 'not the size of the manifest')
  if (hex(hash.digest()) !== manifest.sha256)
    throw new SealError('bad-file', 'not the content of the manifest')
  return content
}

/** The stanzas are known once the first bytes are there; what follows passes as it is. */
async function* onlyOurStanzas(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start: Uint8Array | undefined = new Uint8Array(0)
  for await (const piece of pieces) {
    if (!start) yield piece
    else {
      start = concat(start, piece)
      if (start.length < MAX_HEADER) continue
      readHeader(start)
      yield start
      start = undefined
    }
  }
  if (!start) return
  readHeader(start)
  yield start
}

/** u64 length ‖ content ‖ zeros, in slices, so that each step of the pipe handles one and the page stays alive. */
async function* padded(
  content: Uint8Array | Blob,
  size: number,
  paddedSize: number,
  hash: { update(chunk: Uint8Array): unknown }
): AsyncGenerator<Uint8Array> {
  yield u64(size)
  for await (const slice of slices(content)) {
    hash.update(slice)
    yield slice
  }
  for (let left = paddedSize - LENGTH - size; left > 0; left -= ZEROS.length)
    yield ZEROS.subarray(0, Math.min(left, ZEROS.length))
}

async function* slices(content: Uint8Array | Blob, slice = 1 << 18): AsyncGenerator<Uint8Array> {
  const size = content instanceof Uint8Array ? content.length : content.size
  for (let at = 0; at < size; at += slice) {
    const end = Math.min(at + slice, size)
    const bytes =
      content instanceof Uint8Array
        ? content.subarray(at, end)
        : new Uint8Array(await content.slice(at, end).arrayBuffer())
    // A phone's file may shrink while it is read; what is appended meanwhile is not part of what was chosen.
    if (bytes.length !== end - at) throw new SealError('bad-file', 'the file changed while it was read')
    yield bytes
  }
}

/** Nothing is read ahead: what is not asked for is not made. */
function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Bytes> {
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await pieces.next()
        if (done) controller.close()
        else controller.enqueue(value as Bytes)
      },
      async cancel() {
        await pieces.return(undefined)
      }
    },
    { highWaterMark: 0 }
  )
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
