import { sha256 } from '@noble/hashes/sha2.js'
import { concat, u64, utf8 } from './bytes.ts'
import { SealError } from './errors.ts'

/*
 * Proof of work: asked only from a visitor who floods. SHA-256(fener/v1/pow ‖ challenge ‖ u64 nonce) must begin with so many
 * zero bits. About 0.5 million tries a second: 18 bits are half a second, each bit more doubles it.
 */

const LABEL = utf8('fener/v1/pow')
const MAX_BITS = 30
const BETWEEN_PAUSES = 8_192

/** Finds the smallest nonce, letting the page breathe now and then. Throws 'stopped' when the signal says so. */
export async function solve(challenge: Uint8Array, bits: number, signal?: AbortSignal): Promise<number> {
  if (!Number.isInteger(bits) || bits < 0 || bits > MAX_BITS) throw new SealError('bad-value', 'bits')
  for (let nonce = 0; ; nonce++) {
    if (check(challenge, nonce, bits)) return nonce
    if (nonce % BETWEEN_PAUSES === 0) {
      if (signal?.aborted) throw new SealError('stopped', 'stopped')
      await new Promise(resume => setTimeout(resume, 0))
    }
  }
}

/** One hash. False, never an error, for anything a visitor may send as a nonce. */
export function check(challenge: Uint8Array, nonce: number, bits: number): boolean {
  if (!Number.isSafeInteger(nonce) || nonce < 0) return false
  return leadingZeros(sha256(concat(LABEL, challenge, u64(nonce)))) >= bits
}

function leadingZeros(hash: Uint8Array): number {
  const first = hash.findIndex(byte => byte !== 0)
  return first < 0 ? hash.length * 8 : first * 8 + Math.clz32(hash[first]!) - 24
}
