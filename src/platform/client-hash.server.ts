import { createHmac, randomBytes } from 'node:crypto'
import { networkPart } from './client-address.ts'

const day = 24 * 3_600_000

/**
 * A keyed hash that tells one client from another within a day. The key is made here, stands in memory only and is thrown
 * away daily: afterwards not even we can say whose hash it was. `clock` in milliseconds.
 */
export const clientHasher = (clock: () => number = Date.now): ((address: string) => string) => {
  let key = randomBytes(32)
  let until = clock() + day
  return address => {
    if (clock() >= until) {
      key = randomBytes(32)
      until = clock() + day
    }
    return createHmac('sha256', key).update(networkPart(address)).digest('base64url').slice(0, 22)
  }
}
