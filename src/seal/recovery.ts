import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, utf8, type Bytes } from './bytes.ts'
import { random } from './derive.ts'
import { SealError } from './errors.ts'
import { withoutSeparators } from './typed.ts'

/*
 * The recovery kit: a code to print and lock away. 160 random bits as 32 letters and digits of Crockford's alphabet (no I,
 * L, O, U), then four that check them: nine groups of four. With 160 bits no slow hash is needed.
 */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const DATA = 32
const FORM = /^[0-9A-HJKMNP-TV-Z]{36}$/

/** 36 characters without spaces; show it with `formatRecoveryCode`. */
export function newRecoveryCode(randomBytes: (n: number) => Uint8Array = random): string {
  // 256 is a multiple of 32, so the low five bits of a byte are uniform.
  const data = Array.from(randomBytes(DATA), byte => ALPHABET[byte & 31]).join('')
  return data + checkOf(data)
}

export const formatRecoveryCode = (code: string): string => code.replace(/.{4}(?=.)/g, '$& ')

/** What a person typed, to the 36 characters; reads o as 0, i and l as 1; null when it cannot be a code. */
export function parseRecoveryCode(text: string): string | null {
  if (text.length > 400) return null
  const typed = withoutSeparators(text.normalize('NFKC')).toUpperCase()
  const code = typed.replaceAll('O', '0').replace(/[IL]/g, '1')
  return FORM.test(code) && checkOf(code.slice(0, DATA)) === code.slice(DATA) ? code : null
}

/** The 32-byte key for `wrapAccountRoot` of kind 'recovery'. Throws 'bad-recovery-code' for a code not from parseRecoveryCode. */
export function recoveryKey(code: string, salt: Uint8Array): Bytes {
  if (parseRecoveryCode(code) !== code) throw new SealError('bad-recovery-code', 'not a recovery code')
  return new Uint8Array(hkdf(sha256, utf8(code.slice(0, DATA)), salt, utf8('fener/v1/recovery'), 32))
}

function checkOf(data: string): string {
  const hash = sha256(concat(utf8('fener/v1/recovery/check'), utf8(data)))
  return Array.from(hash.subarray(0, 4), byte => ALPHABET[byte & 31]).join('')
}
