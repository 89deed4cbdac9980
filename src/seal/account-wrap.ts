import { concat, utf8, type Bytes } from './bytes.ts'
import { canon } from './canon.ts'
import { random } from './derive.ts'
import { SealError } from './errors.ts'

/** What opens an account: a passkey's PRF output, the password's wrap key, the printed code, the trustees together; and a phone in the field: its PIN. */
export type WrapKind = 'passkey' | 'password' | 'recovery' | 'trustees' | 'pin'

/** Whose root, opened by what, where. Bound into the wrap: one of another account or kind does not open. */
export type AccountPlace = { readonly account: string; readonly kind: WrapKind; readonly network: string }

const VERSION = 1
const IV = 12
const LENGTH = 1 + IV + 32 + 16

/**
 * The account's root under a 32-byte key: version ‖ IV ‖ AES-256-GCM. Symmetric, because its owner made both, and so
 * nothing public is kept that a future computer could attack. Throws 'insecure-context' where crypto.subtle is hidden.
 */
export async function wrapAccountRoot(
  root: Uint8Array,
  key32: Uint8Array,
  place: AccountPlace
): Promise<Bytes> {
  if (root.length !== 32) throw new SealError('bad-key', 'a root is 32 bytes')
  const iv = random(IV)
  const key = await aesKey(key32, 'encrypt')
  const sealed = await globalThis.crypto.subtle.encrypt(gcm(iv, place), key, new Uint8Array(root))
  return concat(Uint8Array.of(VERSION), iv, new Uint8Array(sealed))
}

/** The reverse. Throws 'cannot-open' for another key, account, kind or network, or changed bytes. */
export async function openAccountRoot(
  wrapped: Uint8Array,
  key32: Uint8Array,
  place: AccountPlace
): Promise<Bytes> {
  if (wrapped.length !== LENGTH || wrapped[0] !== VERSION)
    throw new SealError('cannot-open', 'not an account wrap')
  const iv = wrapped.slice(1, 1 + IV)
  const key = await aesKey(key32, 'decrypt')
  try {
    return new Uint8Array(await globalThis.crypto.subtle.decrypt(gcm(iv, place), key, wrapped.slice(1 + IV)))
  } catch {
    throw new SealError('cannot-open', 'another key, or it was changed')
  }
}

const gcm = (iv: Bytes, { account, kind, network }: AccountPlace) => ({
  name: 'AES-GCM',
  iv,
  additionalData: utf8(canon({ account, kind, network, v: VERSION }))
})

function aesKey(key32: Uint8Array, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  if (key32.length !== 32) throw new SealError('bad-key', 'a wrapping key is 32 bytes')
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined
  if (!subtle) throw new SealError('insecure-context', 'this page is not served over TLS: no crypto.subtle')
  return subtle.importKey('raw', new Uint8Array(key32), 'AES-GCM', false, [use])
}
