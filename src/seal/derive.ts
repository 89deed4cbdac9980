import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8, type Bytes } from './bytes.ts'
import { SealError } from './errors.ts'

/** HKDF-SHA-256 without salt, info = label. Different labels give independent keys of one root. */
export function derive(root: Uint8Array, label: string, n = 32): Bytes {
  if (root.length < 16) throw new SealError('bad-key', 'a root is at least 16 bytes')
  return new Uint8Array(hkdf(sha256, root, undefined, utf8(label), n))
}

/** Random bytes of the platform's generator; works on pages without TLS too. At most 64 KiB at once. */
export const random = (n: number): Bytes => globalThis.crypto.getRandomValues(new Uint8Array(n))
