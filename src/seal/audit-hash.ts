import { sha256 } from '@noble/hashes/sha2.js'
import { concat, fromHex, lp, u64, utf8, type Bytes } from './bytes.ts'
import { canon } from './canon.ts'
import { SealError } from './errors.ts'

/** One entry of the audit chain, as it is hashed. */
export type AuditEntry = {
  /** UUID; hashed as its 16 bytes, so that its spelling (capitals) cannot matter. */
  readonly network: string
  readonly seq: number
  /** Hash of the entry before, or `genesis(network)`. 32 bytes. */
  readonly prev: Uint8Array
  /** ISO time with milliseconds, exactly as it will be shown. */
  readonly at: string
  readonly actor: string
  readonly verb: string
  readonly subject: string
  readonly circle: string | null
  readonly detail: unknown
}

/** Throws 'bad-value' for a network that is not a UUID, a `prev` of another length, or a detail without canonical form. */
export function entryHash(entry: AuditEntry): Bytes {
  const { network, seq, prev, at, actor, verb, subject, circle, detail } = entry
  if (prev.length !== 32) throw new SealError('bad-value', 'prev is 32 bytes')
  const text = [at, actor, verb, subject, circle ?? '', canon(detail)]
  return hash(lp('fener/v1/audit'), uuidBytes(network), u64(seq), prev, ...text.map(lp))
}

/** What stands for the hash of the entry before the first. */
export const genesis = (network: string): Bytes => hash(utf8('fener/v1/audit-genesis'), uuidBytes(network))

const hash = (...parts: Uint8Array[]): Bytes => new Uint8Array(sha256(concat(...parts)))

function uuidBytes(text: string): Bytes {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text))
    throw new SealError('bad-value', 'not a UUID')
  return fromHex(text.replaceAll('-', ''))
}
