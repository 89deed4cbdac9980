import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { constantTimeEqual, utf8, type Bytes } from './bytes.ts'
import { canon } from './canon.ts'
import { derive } from './derive.ts'

/*
 * Whose key is whose, without asking the server. Whoever lets a person into a circle has compared the key's number by
 * voice and notes it under the circle's root. The server holds no root, so it can neither write such a note nor change one:
 * a colleague's browser may wrap the next root for everyone it stands for, without another call.
 */
export type VouchedFor = {
  readonly network: string
  readonly circle: string
  readonly epoch: number
  readonly account: string
  readonly recipient: string
}

/** 32 bytes to keep beside the wrap: HMAC-SHA-256 under a key of the circle's root of this epoch. */
export function vouch(root: Uint8Array, one: VouchedFor): Bytes {
  const { network, circle, epoch, account, recipient } = one
  const said = canon({ account, circle, epoch, network, recipient, v: 1 })
  return new Uint8Array(hmac(sha256, derive(root, 'fener/v1/circle/vouch'), utf8(said)))
}

/** Whether a holder of this root vouched for exactly this key of exactly this account. Null is never a vouch. */
export const isVouched = (root: Uint8Array, one: VouchedFor, given: Uint8Array | null): boolean =>
  given !== null && constantTimeEqual(given, vouch(root, one))
