/*
 * Bech32 (BIP 173, without its 90 character limit), encoding only: age writes its identities so and its library has no
 * public function that takes the bytes. Thirty lines are less to review than another package on the report page.
 */
const ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

function polymod(words: number[]): number {
  let check = 1
  for (const word of words) {
    const top = check >>> 25
    check = ((check & 0x1ffffff) << 5) ^ word
    GENERATOR.forEach((generator, i) => {
      if ((top >>> i) & 1) check ^= generator
    })
  }
  return check
}

/** Lower case. `prefix` must be lower case ASCII. */
export function bech32(prefix: string, bytes: Uint8Array): string {
  const words: number[] = []
  let buffer = 0
  let bits = 0
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      words.push((buffer >>> bits) & 31)
    }
  }
  if (bits > 0) words.push((buffer << (5 - bits)) & 31)
  const codes = Array.from(prefix, char => char.charCodeAt(0))
  const expanded = [...codes.map(code => code >>> 5), 0, ...codes.map(code => code & 31)]
  const check = polymod([...expanded, ...words, 0, 0, 0, 0, 0, 0]) ^ 1
  const checksum = [25, 20, 15, 10, 5, 0].map(shift => (check >>> shift) & 31)
  return `${prefix}1${[...words, ...checksum].map(word => ALPHABET[word]).join('')}`
}
