// A checkpoint says where a network's chain stood: `fener-audit-v1\nNETWORK\nSEQ\nHASH\nTIME\n` (docs/sealing.md). Whoever keeps
// the text can notice later that the chain was cut or written anew, whatever became of the database.

import type { NetworkId } from '#kernel/id.ts'
import { fromHex, hex } from '#seal/bytes.ts'

export type Checkpoint = { network: NetworkId; seq: number; hash: Uint8Array; at: Date }

/**
 * Checkpoints are public, and the day's difference of two numbers must not say whether somebody wrote to the intake team that
 * night. So the chain is filled up with empty entries to the next hundred before its number is published.
 */
export const stride = 100

/** The length up to which a chain is filled: always beyond the last checkpoint, also on a day on which nothing happened. */
export const filledTo = (length: number, lastCheckpoint: number): number =>
  Math.max(Math.ceil(length / stride) * stride, lastCheckpoint + stride)

export const printCheckpoint = ({ network, seq, hash, at }: Checkpoint): string =>
  ['fener-audit-v1', network, seq, hex(hash), at.toISOString(), ''].join('\n')

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const instant = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z'
// a mail that was saved or quoted ends its lines its own way and may put marks before them
const next = '[ \\t]*\\r?\\n[> \\t]*'
const block = new RegExp(
  ['fener-audit-v1', `(${uuid})`, '([1-9]\\d{0,14})', '([0-9a-f]{64})', `(${instant})`].join(next),
  'g'
)

/** Every checkpoint in a text: the public file, or a saved mail with words around it. Empty when there is none. */
export const readCheckpoints = (text: string): Checkpoint[] =>
  [...text.matchAll(block)].map(([, network, seq, hash, at]) => ({
    network: network as NetworkId,
    seq: Number(seq),
    hash: fromHex(hash!),
    at: new Date(at!)
  }))

/** How many blocks begin in a text: more than `readCheckpoints` gives means that one of them is damaged. */
export const countBlocks = (text: string): number => text.match(/fener-audit-v1/g)?.length ?? 0
