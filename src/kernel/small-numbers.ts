// Small numbers point at people. From 1 to 4 persons, cases or reports are never shown outside the team that holds them,
// and a reader must not be able to get them by subtracting what is shown from a total.

import { wholeYears, type Period } from './period.ts'

export type Audience = 'team' | 'staff' | 'public'
/** What is counted: `none` is for meetings, agreements, tasks – things that are not about a person in need. */
export type Sensitive = 'people' | 'cases' | 'reports' | 'none'
/** For whom, of what, and over how many whole years together: without `years`, one. */
export type Protection = { audience: Audience; of: Sensitive; years?: number }

export const smallestShown = 5
export const yearsToPool = 3
export const smallestBaseForPercent = 50

export type HiddenWhy = 'one-year' | 'partner'
export type Protected = { shown: number } | { fewerThan: typeof smallestShown } | { hidden: HiddenWhy }

export const isShown = (p: Protected): p is { shown: number } => 'shown' in p

export const protectionOver = (period: Period, rest: Omit<Protection, 'years'>): Protection => ({
  ...rest,
  years: wholeYears(period)
})

/** One number alone. Throws for what is not a count: "not set" is another thing than a number and never comes here. */
export const protect = (n: number, { audience, of, years = 1 }: Protection): Protected => {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError('not a count')
  if (of === 'none' || audience === 'team') return { shown: n }
  if (audience === 'staff') return n > 0 && n < smallestShown ? { fewerThan: smallestShown } : { shown: n }
  // A year's count of people or cases in one small municipality points at them even when it is 5 or 50.
  if (of !== 'reports' && years < yearsToPool) return { hidden: 'one-year' }
  return n < smallestShown ? { fewerThan: smallestShown } : { shown: n }
}

export type ProtectedShare =
  | { percent: number; numerator: number; denominator: number }
  | { numerator: number; denominator: number }
  | { hidden: HiddenWhy | 'few' }
  | 'no-base'

/** A share gives away its numerator, its denominator and the rest: all three must be showable. A percentage needs a base of 50. */
export const protectShare = (numerator: number, denominator: number, to: Protection): ProtectedShare => {
  if (numerator > denominator) throw new RangeError('the part is larger than the whole')
  const three = [protect(numerator, to), protect(denominator, to), protect(denominator - numerator, to)]
  for (const p of three) if ('hidden' in p) return p
  if (!three.every(isShown)) return { hidden: 'few' }
  if (denominator === 0) return 'no-base'
  if (denominator < smallestBaseForPercent) return { numerator, denominator }
  return { percent: Math.round((numerator / denominator) * 1000) / 10, numerator, denominator }
}
