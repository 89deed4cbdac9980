// A row of counts whose total somebody knows, from another table or another screen: one hidden cell could be subtracted. So cells
// are hidden together, until every hidden one could be any of the numbers from 1 to 4.
import { protect, smallestShown, type Protected, type Protection } from './small-numbers.ts'

const partner = { hidden: 'partner' } as const

/**
 * Whether each of `small` hidden cells can still be anything from 1 to 4, when they and `large` partners add up to `rest`. A reader
 * knows the rule: that a partner is 5 at least, and no larger than the smallest one that is shown.
 */
const keepsSecret = (rest: number, small: number, large: number, smallestLeft: number) => {
  const most = smallestShown - 1
  const mostOfPartners = large === 0 ? 0 : large * smallestLeft
  return rest - most >= small - 1 + large * smallestShown && rest - 1 <= (small - 1) * most + mostOfPartners
}

/**
 * Each count as this reader may see it, when the total is no secret. Where no partners are enough, cells that are not 0 read
 * alike as hidden; of a total below 5 in several places not even the places are told.
 */
export const protectCells = (counts: readonly number[], to: Protection): Protected[] => {
  const alone = counts.map(n => protect(n, to))
  const small = counts.filter((_, i) => 'fewerThan' in alone[i]!)
  if (to.of === 'none' || to.audience !== 'staff' || small.length === 0) return alone
  const total = counts.reduce((sum, n) => sum + n, 0)
  if (total < smallestShown) return small.length === 1 ? alone : counts.map(() => partner)
  const larger = counts.map((n, at) => ({ n, at })).filter(({ n }) => n >= smallestShown)
  larger.sort((a, b) => a.n - b.n || a.at - b.at)
  let rest = small.reduce((sum, n) => sum + n, 0)
  for (let large = 0; large <= larger.length; large++) {
    if (large > 0) rest += larger[large - 1]!.n
    if (!keepsSecret(rest, small.length, large, larger[large]?.n ?? Infinity)) continue
    const hidden = new Set(larger.slice(0, large).map(({ at }) => at))
    return alone.map((cell, at) => (hidden.has(at) ? partner : cell))
  }
  return counts.map((n, at) => (n === 0 ? alone[at]! : partner))
}
