// How sure a share is, when it rests on few. Intervals at 95 of 100: Wilson's score for one share, Newcombe's hybrid of two Wilson
// intervals for a difference (Newcombe 1998, method 10). Both hold for small numbers, for none and for all.
const z = 1.959963984540054

export type Interval = { readonly low: number; readonly high: number }

/** Throws for what is no share: a part larger than the whole, or a whole of nothing. */
export const wilson = (part: number, whole: number): Interval => {
  if (!Number.isSafeInteger(part) || !Number.isSafeInteger(whole) || part < 0 || part > whole || whole === 0)
    throw new RangeError('not a share')
  const p = part / whole
  const spread = z * Math.sqrt((p * (1 - p)) / whole + z ** 2 / (4 * whole ** 2))
  const centre = p + z ** 2 / (2 * whole)
  const by = 1 + z ** 2 / whole
  return {
    low: part === 0 ? 0 : Math.max(0, (centre - spread) / by),
    high: part === whole ? 1 : Math.min(1, (centre + spread) / by)
  }
}

export type Share = { readonly part: number; readonly whole: number }

/** Of the difference `now` − `before`. */
export const newcombe = (now: Share, before: Share): Interval => {
  const [a, b] = [wilson(now.part, now.whole), wilson(before.part, before.whole)]
  const [p, q] = [now.part / now.whole, before.part / before.whole]
  return {
    low: p - q - Math.hypot(p - a.low, b.high - q),
    high: p - q + Math.hypot(a.high - p, q - b.low)
  }
}

/** Fewer known ends than this say nothing: the interval would reach over half of everything. */
export const smallestBase = 10

export type Compared = {
  readonly difference: number
  readonly interval: Interval
  /** `not-sure`: both a rise and a fall are possible. */
  readonly says: 'more' | 'less' | 'not-sure'
}

/** Undefined where either side has too few. */
export const compareShares = (now: Share, before: Share): Compared | undefined => {
  if (now.whole < smallestBase || before.whole < smallestBase) return undefined
  const interval = newcombe(now, before)
  return {
    difference: now.part / now.whole - before.part / before.whole,
    interval,
    says: interval.low > 0 ? 'more' : interval.high < 0 ? 'less' : 'not-sure'
  }
}
