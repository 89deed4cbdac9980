// The server's own key: 32 random bytes in a file beside the data, never in the database, so that a stolen dump alone
// opens no one-time-code secret and cannot foretell the salt of an unknown e-mail address.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

let key: Buffer | undefined

/** Reads `server.key` in the data folder, making it at the first start. Must be called once before the others. */
export const openServerKey = (dataDir: string): void => {
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, 'server.key')
  if (!existsSync(file)) {
    const half = `${file}.${process.pid}`
    writeFileSync(half, randomBytes(32), { mode: 0o600, flush: true })
    renameSync(half, file)
  }
  chmodSync(file, 0o600)
  key = readFileSync(file)
  if (key.length !== 32) throw new Error(`${file} must hold 32 bytes; restore it from the backup`)
}

/** A key for one purpose. Throws when the server key has not been opened. */
export const serverKey = (purpose: string): Buffer => {
  if (!key) throw new Error('openServerKey was not called')
  return Buffer.from(hkdfSync('sha256', key, '', `fener/v1/server/${purpose}`, 32))
}

export const keyedHash = (purpose: string, text: string): Buffer =>
  createHmac('sha256', serverKey(purpose)).update(text).digest()

/** AES-256-GCM under the server's key: nonce ‖ ciphertext ‖ tag. `bound` must be the same when opening. */
export const sealForServer = (plain: Uint8Array, purpose: string, bound: string): Buffer => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', serverKey(purpose), nonce).setAAD(Buffer.from(bound))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

export const openForServer = (sealed: Uint8Array, purpose: string, bound: string): Buffer => {
  const bytes = Buffer.from(sealed)
  const decipher = createDecipheriv('aes-256-gcm', serverKey(purpose), bytes.subarray(0, 12))
    .setAAD(Buffer.from(bound))
    .setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()])
}
