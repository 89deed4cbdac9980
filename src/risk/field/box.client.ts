// The phone's own box: AES-256-GCM under a key that follows from the device's root, which only the PIN opens. Symmetric, as with an
// account's root: the phone alone writes and reads it, many times while somebody types.
import { derive, type Bytes } from '#seal/index.ts'

const nonceLength = 12
/** A length would tell how much somebody had to say. */
const step = 4096

export const boxKey = (root: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', derive(root, 'fener/v1/device/box'), 'AES-GCM', false, [
    'encrypt',
    'decrypt'
  ])

/** `place` is bound: what is moved to another shelf, or under another name, does not open. */
export const putIntoBox = async (key: CryptoKey, place: string, value: unknown): Promise<Bytes> => {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceLength))
  const sealed = await crypto.subtle.encrypt(parameters(nonce, place), key, padded(value))
  const box = new Uint8Array(nonceLength + sealed.byteLength)
  box.set(nonce)
  box.set(new Uint8Array(sealed), nonceLength)
  return box
}

export const takeFromBox = async <T>(key: CryptoKey, place: string, box: Uint8Array): Promise<T> => {
  const bytes = new Uint8Array(box)
  const nonce = bytes.slice(0, nonceLength)
  const plain = await crypto.subtle.decrypt(parameters(nonce, place), key, bytes.slice(nonceLength))
  return JSON.parse(new TextDecoder().decode(plain)) as T
}

const parameters = (iv: Bytes, place: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(`fener/v1/device ${place}`)
})

const padded = (value: unknown): Bytes => {
  const text = new TextEncoder().encode(JSON.stringify(value))
  const whole = new Uint8Array(Math.ceil(text.length / step) * step).fill(0x20)
  whole.set(text)
  return whole
}
