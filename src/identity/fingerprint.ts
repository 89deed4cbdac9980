import { sha256 } from '@noble/hashes/sha2.js'

/**
 * Eight digits of a person's public keys, read to each other on the phone before a circle's key is handed over: a server
 * that swapped the keys would show other digits. 26 bits: enough, since a cheat gets one try and is found out.
 */
export const fingerprint = (recipient: string): string => {
  const hash = sha256(new TextEncoder().encode(`fener/v1/fingerprint ${recipient}`))
  const number = (((hash[0]! << 24) | (hash[1]! << 16) | (hash[2]! << 8) | hash[3]!) >>> 0) % 100_000_000
  const digits = String(number).padStart(8, '0')
  return `${digits.slice(0, 4)} ${digits.slice(4)}`
}
