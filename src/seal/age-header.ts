import { SealError } from './errors.ts'

/*
 * What a server can and must know about a sealed thing without opening it: that it is an age file, how many recipients
 * it names, how long its content is. We accept one kind of recipient only. The age library would also write an X25519
 * or password stanza beside ours: one weak door makes the strong ones pointless.
 */

/** More recipients than any of our files has; keeps the header under 52 KB. */
export const MAX_RECIPIENTS = 32

const CHUNK = 65_536
const TAG = 16
const NONCE = 16
const VERSION = 'age-encryption.org/v1\n'
/** One stanza of ours: 1,120 bytes of encapsulated key, 32 bytes of wrapped file key, both unpadded base64. */
const STANZA = /^-> mlkem768x25519 [A-Za-z0-9+/]{1494}\n[A-Za-z0-9+/]{43}\n/
const STANZA_LENGTH = '-> mlkem768x25519 '.length + 1494 + 1 + 43 + 1
const MAC = /^--- [A-Za-z0-9+/]{43}\n/
const MAC_LENGTH = 4 + 43 + 1

export type AgeFacts = {
  readonly recipients: number
  readonly headerSize: number
  /** Bytes of the padded content inside. */
  readonly plainSize: number
}

/** No header of ours is longer. */
export const MAX_HEADER = VERSION.length + MAX_RECIPIENTS * STANZA_LENGTH + MAC_LENGTH

const refuse = (why: string) => new SealError('not-sealed', why)

/** Throws SealError 'not-sealed' for anything else than a whole age v1 file with hybrid recipients only. */
export function readAge(bytes: Uint8Array): AgeFacts {
  const { recipients, headerSize } = readHeader(bytes)
  const payload = bytes.length - headerSize - NONCE
  const last = payload % (CHUNK + TAG)
  // Padding makes empty content impossible, so a last chunk of nothing but a tag is refused too.
  if (payload <= TAG || (last > 0 && last <= TAG)) throw refuse('cut short')
  return { recipients, headerSize, plainSize: payload - TAG * Math.ceil(payload / (CHUNK + TAG)) }
}

/** As `readAge`, of the beginning alone: what follows the header is not looked at. */
export function readHeader(bytes: Uint8Array): Pick<AgeFacts, 'recipients' | 'headerSize'> {
  const text = (from: number, length: number) => latin1(bytes.subarray(from, from + length))
  if (text(0, VERSION.length) !== VERSION) throw refuse('not an age file')
  let at = VERSION.length
  let recipients = 0
  while (STANZA.test(text(at, STANZA_LENGTH))) {
    at += STANZA_LENGTH
    if (++recipients > MAX_RECIPIENTS) throw refuse('too many recipients')
  }
  if (recipients === 0 || !MAC.test(text(at, MAC_LENGTH)))
    throw refuse('a recipient of another kind, or none')
  return { recipients, headerSize: at + MAC_LENGTH }
}

/** How long the age file for so much content and so many recipients is. Content decides nothing else about its size. */
export const sealedSize = (plainSize: number, recipients: number): number =>
  VERSION.length +
  recipients * STANZA_LENGTH +
  MAC_LENGTH +
  NONCE +
  plainSize +
  TAG * Math.max(1, Math.ceil(plainSize / CHUNK))

const decoder = new TextDecoder('latin1')
const latin1 = (bytes: Uint8Array): string => decoder.decode(bytes)
