import { allZero, concat, fromUtf8, readU32, readU64, u32, u64, utf8, type Bytes } from './bytes.ts'
import { canon, parseCanon } from './canon.ts'
import { SealError } from './errors.ts'
import { textBucket } from './padding.ts'
import { sha256 } from '@noble/hashes/sha2.js'

/** Where a sealed thing belongs. The opener knows it from the row and accepts nothing else. */
export type Context = {
  readonly network: string
  readonly table: string
  readonly row: string
  readonly circle: string
  readonly epoch: number
  readonly purpose: string
  readonly rev: number
}

export type FrameHeader = {
  readonly v: 1
  readonly kind: string
  /** `acc:<id>` and an ISO time, or both null: anonymous. */
  readonly by: string | null
  readonly at: string | null
  /** Media type of the body. */
  readonly type: string
  readonly ctx: Context
}

export type Frame = {
  readonly header: FrameHeader
  readonly body: Bytes
  /** 64 bytes; all zero when anonymous, never otherwise. */
  readonly signature: Bytes
  /** What the signature is over. */
  readonly signed: Bytes
}

const MAGIC = utf8('FNR1')
const PREFIX = 16
const SIGNATURE = 64
const MAX_HEADER = 16 * 1024
const SIGNED_LABEL = utf8('fener/v1/frame')

const CONTEXT_TEXT = ['network', 'table', 'row', 'circle', 'purpose'] as const
const CONTEXT_NUMBER = ['epoch', 'rev'] as const

/**
 * FNR1 ‖ u32 |header| ‖ u64 |body| ‖ header ‖ body ‖ signature ‖ zeros up to the bucket. `sign` gets the message to sign; null
 * means anonymous and must agree with the header. Throws 'bad-frame' for a header the decoder would refuse, 'too-big'.
 */
export function encodeFrame(
  header: FrameHeader,
  body: Uint8Array,
  sign: ((message: Bytes) => Uint8Array) | null
): Bytes {
  const head = utf8(canon(header))
  checkHeader(header, head.length)
  if ((sign === null) !== (header.by === null)) throw refuse('signer and header disagree')
  const used = PREFIX + head.length + body.length + SIGNATURE
  const frame = new Uint8Array(textBucket(used))
  frame.set(MAGIC, 0)
  frame.set(u32(head.length), 4)
  frame.set(u64(body.length), 8)
  frame.set(head, PREFIX)
  frame.set(body, PREFIX + head.length)
  if (sign) frame.set(sign(messageToSign(frame.subarray(0, used - SIGNATURE))), used - SIGNATURE)
  return frame
}

/** The reverse. One spelling only: every byte is checked, so two different frames never decode alike. Throws 'bad-frame'. */
export function decodeFrame(frame: Uint8Array): Frame {
  if (frame.length < PREFIX || !MAGIC.every((byte, i) => frame[i] === byte)) throw refuse('unknown version')
  const headLength = readU32(frame, 4)
  const bodyLength = readU64(frame, 8)
  if (headLength > MAX_HEADER) throw refuse('header too long')
  const used = PREFIX + headLength + bodyLength + SIGNATURE
  if (used > frame.length) throw refuse('lengths beyond the frame')
  if (frame.length !== textBucket(used)) throw refuse('not the right bucket')
  if (!allZero(frame.subarray(used))) throw refuse('padding is not zero')
  const header = parseHeader(frame.subarray(PREFIX, PREFIX + headLength))
  const signature = frame.slice(used - SIGNATURE, used)
  if (allZero(signature) !== (header.by === null)) {
    throw new SealError('bad-signature', header.by === null ? 'anonymous yet signed' : 'not signed')
  }
  return {
    header,
    body: frame.slice(PREFIX + headLength, used - SIGNATURE),
    signature,
    signed: messageToSign(frame.subarray(0, used - SIGNATURE))
  }
}

const refuse = (why: string) => new SealError('bad-frame', why)
const messageToSign = (before: Uint8Array): Bytes => concat(SIGNED_LABEL, sha256(before))

function parseHeader(bytes: Uint8Array): FrameHeader {
  let header: unknown
  try {
    header = parseCanon(fromUtf8(bytes))
  } catch {
    throw refuse('header is not canonical')
  }
  checkHeader(header, bytes.length)
  return header
}

function checkHeader(header: unknown, length: number): asserts header is FrameHeader {
  if (length > MAX_HEADER) throw refuse('header too long')
  if (!hasExactly(header, ['v', 'kind', 'by', 'at', 'type', 'ctx'])) throw refuse('header fields')
  if (header.v !== 1) throw refuse('unknown version')
  if (!isWord(header.kind) || !isWord(header.type)) throw refuse('kind or type')
  const anonymous = header.by === null && header.at === null
  if (!anonymous && !(isAccount(header.by) && isTime(header.at))) throw refuse('by or at')
  checkContext(header.ctx)
}

/** Throws 'bad-frame' unless all seven fields, and no other, are there and of the right kind. */
export function checkContext(ctx: unknown): asserts ctx is Context {
  if (!hasExactly(ctx, [...CONTEXT_TEXT, ...CONTEXT_NUMBER])) throw refuse('context fields')
  if (!CONTEXT_TEXT.every(name => isWord(ctx[name]))) throw refuse('context text')
  if (!CONTEXT_NUMBER.every(name => Number.isSafeInteger(ctx[name]) && (ctx[name] as number) >= 0)) {
    throw refuse('context number')
  }
}

/** Every field, exactly. */
export const sameContext = (a: Context, b: Context): boolean =>
  [...CONTEXT_TEXT, ...CONTEXT_NUMBER].every(name => a[name] === b[name])

function hasExactly<K extends string>(value: unknown, names: readonly K[]): value is Record<K, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.keys(value).length === names.length && names.every(name => Object.hasOwn(value, name))
}

const isWord = (value: unknown): value is string =>
  typeof value === 'string' && /^[\x21-\x7e]{1,200}$/.test(value)
const isAccount = (value: unknown): boolean => typeof value === 'string' && /^acc:[\w-]{1,64}$/.test(value)
const isTime = (value: unknown): boolean =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)
