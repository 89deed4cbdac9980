import { ed25519 } from '@noble/curves/ed25519.js'
import { identityToRecipient } from 'age-encryption'
import { bech32 } from './bech32.ts'
import type { Bytes } from './bytes.ts'
import { derive, random } from './derive.ts'
import { SealError } from './errors.ts'

/** Whose root it is. The same 32 bytes give unrelated keys for different holders. */
export type Who = 'circle' | 'account' | 'reporter'

export type Keys = {
  /** Secret: opens what is sealed to `recipient`. Upper case, begins AGE-SECRET-KEY-PQ-1. */
  readonly identity: string
  /** Public: 1,959 characters, begins age1pq1. X25519 and ML-KEM-768 together. */
  readonly recipient: string
  /** Secret: the 32-byte Ed25519 seed. */
  readonly signPrivate: Bytes
  readonly signPublic: Bytes
}

export const newRoot = (): Bytes => random(32)

/** All keys of a root; takes about 9 ms. Throws 'bad-key' unless the root is 32 bytes. */
export async function keysFrom(root: Uint8Array, who: Who): Promise<Keys> {
  if (root.length !== 32) throw new SealError('bad-key', 'a root is 32 bytes')
  const identity = bech32('age-secret-key-pq-', derive(root, `fener/v1/${who}/age`)).toUpperCase()
  const signPrivate = derive(root, `fener/v1/${who}/sign`)
  const signPublic = new Uint8Array(ed25519.getPublicKey(signPrivate))
  return { identity, recipient: await identityToRecipient(identity), signPrivate, signPublic }
}
