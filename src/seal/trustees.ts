import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { combine, split } from 'shamir-secret-sharing'
import { concat, constantTimeEqual, u32, utf8, type Bytes } from './bytes.ts'
import { SealError } from './errors.ts'

/*
 * A secret split among trustees, k of n. The sharing library answers with a wrong secret, silently, when shares are too few or
 * altered: a commitment tells. Not re-exported by index.ts, so that it never travels to the report page.
 */

/** Trying subsets stays quick up to here. */
const MAX_SHARES = 12

export type Split = {
  /** Each is to be sealed to its trustee. Secret, 33 bytes. */
  readonly shares: Bytes[]
  readonly threshold: number
  /** 32 bytes, may be stored in clear: it tells nothing of a random 32-byte secret. */
  readonly commitment: Bytes
}

/** Throws 'bad-value' unless 2 ≤ threshold ≤ shares ≤ 12 and the secret is 32 bytes. */
export async function splitSecret(secret: Uint8Array, shares: number, threshold: number): Promise<Split> {
  if (secret.length !== 32) throw new SealError('bad-value', 'the secret is 32 bytes')
  if (!Number.isInteger(shares) || !Number.isInteger(threshold)) throw new SealError('bad-value', 'not whole')
  if (threshold < 2 || shares < threshold || shares > MAX_SHARES) throw new SealError('bad-value', 'k of n')
  // The library wants a true Uint8Array: a Node Buffer is refused, a subclass could be misread.
  const parts = await split(new Uint8Array(secret), shares, threshold)
  return { shares: parts.map(part => new Uint8Array(part)), threshold, commitment: commit(secret, threshold) }
}

/**
 * The secret, and which of the given shares (by index) are false. Throws 'too-few-shares' when no subset gives the
 * committed secret: then it cannot be said which share is false, only that there are not enough true ones.
 */
export async function combineShares(
  given: readonly Uint8Array[],
  { threshold, commitment }: Pick<Split, 'threshold' | 'commitment'>
): Promise<{ secret: Bytes; bad: number[] }> {
  const tooFew = () => new SealError('too-few-shares', 'not enough true shares')
  if (threshold < 2 || given.length > MAX_SHARES) throw new SealError('bad-value', 'k of n')
  const shares = given.map(share => new Uint8Array(share))
  const attempt = async (indexes: number[]) => {
    const secret = await combineOrNull(indexes.map(i => shares[i]!))
    return secret && constantTimeEqual(commit(secret, threshold), commitment) ? secret : null
  }
  for (const subset of subsets(shares.length, threshold)) {
    const secret = await attempt(subset)
    if (!secret) continue
    // k-1 true shares and one more give the secret exactly when that one is true.
    const others = shares.map((_, i) => i).filter(i => !subset.includes(i))
    const bad: number[] = []
    for (const i of others) if (!(await isTrue(i, subset, shares, attempt))) bad.push(i)
    return { secret, bad }
  }
  throw tooFew()
}

type Attempt = (indexes: number[]) => Promise<Bytes | null>

async function isTrue(i: number, good: number[], shares: Bytes[], attempt: Attempt): Promise<boolean> {
  // A second copy of a good share is true, though no subset can hold both.
  if (good.some(g => constantTimeEqual(shares[g]!, shares[i]!))) return true
  return (await attempt([...good.slice(1), i])) !== null
}

async function combineOrNull(shares: Bytes[]): Promise<Bytes | null> {
  if (shares.some(share => share.length !== 33)) return null
  try {
    return new Uint8Array(await combine(shares))
  } catch {
    return null // twice the same trustee
  }
}

/** The threshold is bound in: a server that says "2 of 5 are enough" for 3 of 5 is found out. */
const commit = (secret: Uint8Array, threshold: number): Bytes =>
  new Uint8Array(hmac(sha256, secret, concat(utf8('fener/v1/trustees'), u32(threshold))))

/** All ways to choose k of 0 … n-1. */
function* subsets(n: number, k: number, from = 0): Generator<number[]> {
  if (k === 0) yield []
  else for (let i = from; i <= n - k; i++) for (const rest of subsets(n, k - 1, i + 1)) yield [i, ...rest]
}
