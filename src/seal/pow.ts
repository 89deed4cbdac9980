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
  // the same hash object again and again: making one costs as much as the hash itself
  const begun = sha256.create().update(concat(LABEL, challenge))
  const hash = begun.clone()
  const digest = new Uint8Array(32)
  const last = new Uint8Array(8)
  const number = new DataView(last.buffer)
  for (let nonce = 0; ; nonce++) {
    number.setUint32(0, Math.floor(nonce / 2 ** 32))
    number.setUint32(4, nonce >>> 0)
    begun._cloneInto(hash).update(last).digestInto(digest)
    if (leadingZeros(digest) >= bits) return nonce
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

/*
 * One big sum takes now a third, now four times as long as expected. Eight small ones vary by a third, and a person can be told
 * how far it has come.
 */
const PARTS = 8
const partOf = (challenge: Uint8Array, part: number) => concat(challenge, Uint8Array.of(part))

/** As much work as `solve` with these bits (3 or more), in eight parts; `told` hears how many are done. */
export async function solveInParts(
  challenge: Uint8Array,
  bits: number,
  told: (done: number, all: number) => void = () => {},
  signal?: AbortSignal
): Promise<number[]> {
  const nonces: number[] = []
  for (let part = 0; part < PARTS; part++) {
    told(part, PARTS)
    nonces.push(await solve(partOf(challenge, part), bits - Math.log2(PARTS), signal))
  }
  return nonces
}

/** At most eight hashes. False, never an error, for anything a visitor may send. */
export const checkParts = (challenge: Uint8Array, nonces: readonly number[], bits: number): boolean =>
  nonces.length === PARTS &&
  nonces.every((nonce, part) => check(partOf(challenge, part), nonce, bits - Math.log2(PARTS)))

function leadingZeros(hash: Uint8Array): number {
  const first = hash.findIndex(byte => byte !== 0)
  return first < 0 ? hash.length * 8 : first * 8 + Math.clz32(hash[first]!) - 24
}
