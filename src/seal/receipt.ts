import type { Progress } from './argon2.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, utf8, type Bytes } from './bytes.ts'
import { dammDigit, dammHolds } from './damm.ts'
import { derive, random } from './derive.ts'
import { SealError } from './errors.ts'
import { asciiDigits, withoutSeparators } from './typed.ts'

/*
 * The receipt is all a reporter keeps: whoever holds the 24 digits is the reporter. 23 random digits are 76 bits; with
 * Argon2id (64 MiB) in front, trying them all is out of reach even for someone who took the database.
 */

const DIGITS = 24

export type ReceiptKeys = {
  /** 16 bytes: finds the report. Sent and stored. */
  readonly lookup: Bytes
  /** 32 bytes: proves possession. Sent; only `loginStored(login)` is stored. */
  readonly login: Bytes
  /** 32 bytes: root of the reporter's keys (`keysFrom(root, 'reporter')`). Never leaves the device. */
  readonly root: Bytes
}

/** 24 ASCII digits: 23 uniformly random ones and a check digit. */
export function newReceipt(randomBytes: (n: number) => Uint8Array = random): string {
  let digits = ''
  while (digits.length < DIGITS - 1) {
    for (const byte of randomBytes(32)) {
      // 250 to 255 are thrown away, or 0 to 5 would come up more often.
      if (byte < 250 && digits.length < DIGITS - 1) digits += byte % 10
    }
  }
  return digits + dammDigit(digits)
}

/** '1234 5678 …' : six groups of four. */
export const formatReceipt = (digits: string): string => digits.replace(/\d{4}(?=\d)/g, '$& ')

/** What a person typed or pasted, in any script's digits, to 24 ASCII digits; null when it cannot be a receipt. */
export function parseReceipt(text: string): string | null {
  if (text.length > 400) return null
  const digits = asciiDigits(withoutSeparators(text))
  return /^[0-9]{24}$/.test(digits) && dammHolds(digits) ? digits : null
}

/** Half a second of Argon2id. `salt` is the network's 16-byte receipt salt. Throws 'bad-receipt' for digits not from parseReceipt. */
export async function receiptKeys(
  digits: string,
  salt: Uint8Array,
  onProgress?: Progress
): Promise<ReceiptKeys> {
  if (!/^[0-9]{24}$/.test(digits) || !dammHolds(digits)) throw new SealError('bad-receipt', 'not a receipt')
  const { stretch } = await import('./argon2.ts')
  const root = await stretch(concat(utf8('fener/v1/receipt'), utf8(digits)), salt, onProgress)
  return {
    lookup: derive(root, 'fener/v1/receipt/lookup', 16),
    login: derive(root, 'fener/v1/receipt/login'),
    root: derive(root, 'fener/v1/receipt/root')
  }
}

/** What the server keeps of login, so that a stolen database does not log in. */
export const loginStored = (login: Uint8Array): Bytes =>
  new Uint8Array(sha256(concat(utf8('fener/v1/receipt/login-stored'), login)))
