import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, utf8, type Bytes } from './bytes.ts'
import { canon } from './canon.ts'

/*
 * Proving that one holds an account's root, by signing what one asks for. The label keeps such a signature from ever being
 * taken for that of a frame, or of another purpose.
 */
export type Purpose = 'recover'

const messageOf = (purpose: Purpose, asked: unknown): Bytes =>
  concat(utf8(`fener/v1/proof/${purpose}`), sha256(utf8(canon(asked))))

/** `asked` must have a canonical form and hold a challenge of the other side, or the proof could be used again. */
export const signProof = (purpose: Purpose, asked: unknown, signPrivate: Uint8Array): Bytes =>
  new Uint8Array(ed25519.sign(messageOf(purpose, asked), signPrivate))

/** Strict RFC 8032, as for frames. False for a key or signature that is none. */
export const isProof = (
  purpose: Purpose,
  asked: unknown,
  signature: Uint8Array,
  signPublic: Uint8Array
): boolean => {
  try {
    return ed25519.verify(signature, messageOf(purpose, asked), signPublic, { zip215: false })
  } catch {
    return false
  }
}
