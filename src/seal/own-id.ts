import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { hex, utf8 } from './bytes.ts'

/** A UUID (version 8) that only the holder of the key can make from these words, always the same. */
export const ownId = (key: Uint8Array, words: string): string => {
  const bytes = hmac(sha256, key, utf8(words)).slice(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
