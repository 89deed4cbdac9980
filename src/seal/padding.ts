import { SealError } from './errors.ts'

const KIB = 1024
const TEXT_BUCKETS = [4 * KIB, 16 * KIB, 64 * KIB, 256 * KIB, 1024 * KIB]

/** The padded length of a frame of n bytes: few sizes, so that a size tells little. Over 1 MiB: 'too-big'. */
export function textBucket(n: number): number {
  const bucket = TEXT_BUCKETS.find(size => n <= size)
  if (bucket === undefined) throw new SealError('too-big', 'a frame is at most 1 MiB')
  return bucket
}

/** The padded length of a file of n bytes: 64 KiB, then 1, 1.25, 1.5, 1.75 times a power of two. At most a quarter is padding. */
export function fileBucket(n: number): number {
  if (!Number.isSafeInteger(n) || n < 0 || n > 2 ** 50)
    throw new SealError('too-big', 'no bucket for this size')
  let power = 64 * KIB
  if (n <= power) return power
  while (power * 2 < n) power *= 2
  return [1.25, 1.5, 1.75, 2].map(factor => factor * power).find(size => n <= size)!
}
