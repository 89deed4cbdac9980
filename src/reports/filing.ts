// Proof of filing (docs/decisions/0010): that a sealed report lay here on a day, said by the installation's signature and by
// its entry in the chain. Nothing of the content, the code or the person stands in it.
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { z } from 'zod'
import { canon, concat, fromHex, hex, type Bytes } from '#seal/index.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const digest = z.string().regex(/^[0-9a-f]{64}$/)

export const FilingProof = z.strictObject({
  v: z.literal(1),
  kind: z.literal('proof-of-filing'),
  network: z.uuid(),
  /** Day on which the report arrived; never the hour. */
  arrived: day,
  /** SHA-256 of the sealed report as it lies on the server. */
  sealed: digest,
  /** Number of the arrival's entry in the chain, and the hash the chain holds there. */
  entry: z.int().positive(),
  entryHash: digest,
  /** Day on which this proof was made. */
  made: day,
  /** Public key of the installation that signed. */
  key: digest,
  signature: z.string().regex(/^[0-9a-f]{128}$/)
})
export type FilingProof = z.infer<typeof FilingProof>
type Unsigned = Omit<FilingProof, 'signature'>

/** Above any proof by far; what is longer is no proof. */
const longestText = 50_000

export const sealedDigest = (sealed: Uint8Array): string => hex(new Uint8Array(sha256(sealed)))

const signed = (proof: Unsigned): Bytes =>
  concat(new TextEncoder().encode('fener/v1/proof-of-filing'), new TextEncoder().encode(canon(proof)))

export const publicPart = (seed: Uint8Array): string => hex(new Uint8Array(ed25519.getPublicKey(seed)))

export const signProof = (facts: Omit<Unsigned, 'key' | 'v' | 'kind'>, seed: Uint8Array): FilingProof => {
  const proof: Unsigned = { v: 1, kind: 'proof-of-filing', ...facts, key: publicPart(seed) }
  return { ...proof, signature: hex(new Uint8Array(ed25519.sign(signed(proof), seed))) }
}

/** True when `key` signed exactly this. The key named inside the proof counts for nothing by itself. */
export const signatureHolds = ({ signature, ...proof }: FilingProof, key: string): boolean => {
  try {
    return proof.key === key && ed25519.verify(fromHex(signature), signed(proof), fromHex(key))
  } catch {
    return false
  }
}

/** The proof in a text that was pasted, saved or printed and scanned: its block in braces. Undefined when there is none. */
export const readProof = (text: string): FilingProof | undefined => {
  if (text.length > longestText) return undefined
  const block = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)
  try {
    // lines broken by a mail program or a printer; inside the block only digits and letters stand
    return FilingProof.safeParse(JSON.parse(block.replace(/\s+/g, ''))).data
  } catch {
    return undefined
  }
}

export const writeProof = (proof: FilingProof): string => JSON.stringify(proof, null, 1)
