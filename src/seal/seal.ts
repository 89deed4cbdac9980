import { ed25519 } from '@noble/curves/ed25519.js'
import { decrypterFor, encrypterFor, orCannotOpen } from './age.ts'
import { fromUtf8, utf8, type Bytes } from './bytes.ts'
import { canon, parseCanon } from './canon.ts'
import { SealError } from './errors.ts'
import { decodeFrame, encodeFrame, sameContext, type Context, type Frame } from './frame.ts'
import { asSealed, recipientCount, type Opened, type Sealed } from './types.ts'

const JSON_TYPE = 'application/json'

export type Signer = { readonly by: `acc:${string}`; readonly signPrivate: Uint8Array }

export type SealOptions = {
  readonly kind: string
  readonly type?: string
  readonly ctx: Context
  /** Without a signer the frame is anonymous; `at` must then be null, for a time can tell who. */
  readonly signer?: Signer
  readonly at: string | null
  readonly recipients: readonly string[]
}

/**
 * Gives the Ed25519 public key of that account if it was allowed to write this at that time, else null. `at` is the
 * writer's word: hold it against the time the row arrived, or a person who left could date a frame back.
 */
export type Verifier = (by: string, at: string) => Promise<Uint8Array | null> | Uint8Array | null

export type OpenOptions = {
  readonly identities: readonly string[]
  readonly ctx: Context
  readonly kind: string
  readonly verifier: Verifier
  /** Without this word an unsigned frame is refused: it may come from anyone who knows the public recipient. */
  readonly anonymous?: 'allowed'
  /** When the caller knows how many may read it. */
  readonly recipientCount?: number
}

/** Seals a value that has a canonical JSON form. Throws 'too-big' over 1 MiB with header, 'bad-value', 'bad-key', 'bad-frame'. */
export async function seal<T>(value: T, options: SealOptions): Promise<Sealed<T>> {
  const { type = JSON_TYPE } = options
  return (await sealBytes(utf8(canon(value)), {
    ...options,
    type
  })) as Sealed<Uint8Array> as unknown as Sealed<T>
}

/** As `seal`, for a body that is not JSON; its type must be said. */
export async function sealBytes(
  body: Uint8Array,
  options: SealOptions & { readonly type: string }
): Promise<Sealed<Uint8Array>> {
  const { kind, type, ctx, signer, at, recipients } = options
  const header = { v: 1, kind, by: signer?.by ?? null, at, type, ctx } as const
  const sign = signer ? (message: Bytes) => ed25519.sign(message, signer.signPrivate) : null
  const frame = encodeFrame(header, body, sign)
  return asSealed(await encrypterFor(recipients).encrypt(frame))
}

/**
 * Opens what `seal` made. Throws 'cannot-open', 'wrong-context' (another row, circle, epoch, purpose, revision, kind),
 * 'bad-signature', 'bad-frame'. What it returns was written, in this place, by someone the verifier vouches for,
 * or, only where `anonymous: 'allowed'` is said, by nobody known (`header.by` null).
 */
export async function open<T>(sealed: Sealed<T>, options: OpenOptions): Promise<Opened<T>> {
  const { header, body } = await openFrame(sealed, options)
  try {
    return { value: parseCanon(fromUtf8(body)), header } as Opened<T>
  } catch {
    throw new SealError('bad-frame', 'body is not canonical JSON')
  }
}

/** As `open`, for what `sealBytes` made; `type` must be the one it was sealed with. */
export async function openBytes(
  sealed: Sealed<Uint8Array>,
  options: OpenOptions & { readonly type: string }
): Promise<Opened<Bytes>> {
  const { header, body } = await openFrame(sealed, options)
  if (header.type !== options.type) throw new SealError('wrong-context', 'another type')
  return { value: body, header } as Opened<Bytes>
}

async function openFrame(sealed: Uint8Array, options: OpenOptions): Promise<Frame> {
  const count = recipientCount(sealed)
  if (options.recipientCount !== undefined && count !== options.recipientCount) {
    throw new SealError('wrong-context', 'another number of recipients')
  }
  const decrypter = decrypterFor(options.identities)
  const frame = decodeFrame(await orCannotOpen(() => decrypter.decrypt(sealed)))
  if (frame.header.kind !== options.kind) throw new SealError('wrong-context', 'another kind')
  if (!sameContext(frame.header.ctx, options.ctx)) throw new SealError('wrong-context', 'another place')
  await checkSignature(frame, options)
  return frame
}

async function checkSignature({ header, signature, signed }: Frame, options: OpenOptions): Promise<void> {
  if (header.by === null || header.at === null) {
    // decodeFrame has made sure that by, at and signature are all absent together.
    if (options.anonymous !== 'allowed') throw new SealError('bad-signature', 'anonymous is not allowed here')
    return
  }
  const key = await options.verifier(header.by, header.at)
  // Strict RFC 8032 verification: the cofactored default accepts signatures other libraries refuse.
  if (key === null || !ed25519.verify(signature, signed, key, { zip215: false })) {
    throw new SealError('bad-signature', 'not by someone who was allowed')
  }
}
