// Complementary suppression. A hidden cell stays hidden only if a reader who knows every shown cell, every sum and the rule itself
// can still think of another number for it. So we do not trust a rule of thumb: for each hidden cell we look for that other table.
// Where none is found within a bounded search we hide one more cell and look again; the worst outcome is a table that says less.

import { isShown, protect, smallestShown, type Protected, type Protection } from './small-numbers.ts'

export type Cell = { id: string; value: number }
/** `total` is the id of a cell, too, and may itself be a part of another total. */
export type Total = { total: string; parts: readonly string[] }
type Range = readonly [least: number, most: number]

const searchSteps = 4_000
const room = 12 // how far above the truth a partner cell may be thought to lie; a narrower guess only hides more

/** Every cell by its id. Throws when a total is not the sum of its parts: then the table is wrong and nothing may be shown of it. */
export const protectTable = (
  cells: readonly Cell[],
  totals: readonly Total[],
  to: Protection
): Map<string, Protected> => {
  const value = new Map(cells.map(c => [c.id, c.value]))
  const at = (id: string): number => {
    const v = value.get(id)
    if (v === undefined) throw new RangeError(`no such cell: ${id}`)
    return v
  }
  for (const { total, parts } of totals) {
    if (parts.reduce((sum, id) => sum + at(id), 0) !== at(total)) throw new RangeError(`not a sum: ${total}`)
  }
  const out = new Map<string, Protected>(cells.map(c => [c.id, protect(c.value, to)]))
  const secret = cells.map(c => c.id).filter(id => !isShown(out.get(id)!))
  const isTotal = new Set(totals.map(t => t.total))

  for (;;) {
    const weak = firstWeak(secret, value, totals, id =>
      rangeOf(id, out.get(id)!, at(id), isTotal.has(id), to)
    )
    if (weak === undefined) return out
    const partner = choosePartner(weak, out, at, totals)
    if (partner === undefined) return hideAll(out, totals)
    out.set(partner, { hidden: 'partner' })
  }
}

/** What a reader who knows the rule may think of a cell. Partners are never small, except where a total had to go with its parts. */
const rangeOf = (id: string, shown: Protected, actual: number, total: boolean, to: Protection): Range => {
  if ('shown' in shown) return [actual, actual]
  if ('fewerThan' in shown) return [to.audience === 'public' ? 0 : 1, smallestShown - 1]
  if (shown.hidden === 'one-year') return [0, actual + room]
  return [total ? Math.min(actual, smallestShown) : smallestShown, actual + room]
}

const firstWeak = (
  secret: readonly string[],
  value: ReadonlyMap<string, number>,
  totals: readonly Total[],
  range: (id: string) => Range
): string | undefined => {
  // The hidden rest of a shown total is a count too: "these two together are 3" is as much as a cell of 3.
  for (const { total, parts } of totals) {
    const [least, most] = range(total)
    if (least !== most) continue
    const hidden = parts.filter(id => range(id)[0] !== range(id)[1] || secret.includes(id))
    const rest = hidden.reduce((sum, id) => sum + value.get(id)!, 0)
    if (hidden.length > 0 && rest > 0 && rest < smallestShown) return hidden[0]
  }
  return secret.find(id => !hasAnother(id, value, totals, range))
}

const hasAnother = (
  id: string,
  value: ReadonlyMap<string, number>,
  totals: readonly Total[],
  range: (id: string) => Range
): boolean => {
  const actual = value.get(id)!
  const [least, most] = range(id)
  for (let step = 1; step <= most - least; step++) {
    for (const other of [actual + step, actual - step]) {
      if (other >= least && other <= most && tableWith(id, other, value, totals, range)) return true
    }
  }
  return false
}

/** Is there a table with this other number that agrees with everything shown? Bounded: "not found" counts as "no". */
const tableWith = (
  id: string,
  other: number,
  value: ReadonlyMap<string, number>,
  totals: readonly Total[],
  range: (id: string) => Range
): boolean => {
  let steps = searchSteps
  const search = (ranges: ReadonlyMap<string, Range>): boolean => {
    const narrowed = narrow(ranges, totals)
    if (!narrowed || --steps < 0) return false
    const open = [...narrowed].filter(([, [a, b]]) => a !== b)
    if (open.length === 0) return true
    const [cell, [least, most]] = open.reduce((x, y) => (y[1][1] - y[1][0] < x[1][1] - x[1][0] ? y : x))
    const truth = value.get(cell)!
    const tries = Array.from({ length: most - least + 1 }, (_, i) => least + i)
    tries.sort((a, b) => Math.abs(a - truth) - Math.abs(b - truth))
    return tries.some(n => steps > 0 && search(new Map([...narrowed, [cell, [n, n]]])))
  }
  return search(new Map([...value.keys()].map(c => [c, c === id ? [other, other] : range(c)])))
}

const narrow = (
  ranges: ReadonlyMap<string, Range>,
  totals: readonly Total[]
): ReadonlyMap<string, Range> | undefined => {
  const now = new Map(ranges)
  const set = (id: string, least: number, most: number): boolean | undefined => {
    const [a, b] = now.get(id)!
    const next: Range = [Math.max(a, least), Math.min(b, most)]
    if (next[0] > next[1]) return undefined
    now.set(id, next)
    return next[0] !== a || next[1] !== b
  }
  for (let again = true; again;) {
    again = false
    for (const { total, parts } of totals) {
      const low = parts.reduce((sum, id) => sum + now.get(id)![0], 0)
      const high = parts.reduce((sum, id) => sum + now.get(id)![1], 0)
      const [totalLow, totalHigh] = now.get(total)!
      const changes = [
        set(total, low, high),
        ...parts.map(id => {
          const [a, b] = now.get(id)!
          return set(id, totalLow - (high - b), totalHigh - (low - a))
        })
      ]
      if (changes.includes(undefined)) return undefined
      again ||= changes.includes(true)
    }
  }
  return now
}

/** The smallest shown neighbour that is not zero (least is lost), a part before a total; then neighbours of neighbours. */
const choosePartner = (
  weak: string,
  out: ReadonlyMap<string, Protected>,
  at: (id: string) => number,
  totals: readonly Total[]
): string | undefined => {
  const seen = new Set([weak])
  for (let near = [weak]; near.length > 0;) {
    const sums = totals.filter(t => near.includes(t.total) || t.parts.some(p => near.includes(p)))
    const cheapest = (ids: string[]): string | undefined =>
      ids
        .filter(id => isShown(out.get(id)!) && at(id) >= smallestShown)
        .sort((a, b) => at(a) - at(b) || (a < b ? -1 : 1))[0]
    const partner = cheapest(sums.flatMap(t => [...t.parts])) ?? cheapest(sums.map(t => t.total))
    if (partner !== undefined) return partner
    near = [...new Set(sums.flatMap(t => [t.total, ...t.parts]))].filter(id => !seen.has(id))
    near.forEach(id => seen.add(id))
  }
  // Nothing is left to hide but the class of a total: "fewer than 5" over four parts of "1 to 4" says that each is 1.
  return totals.map(t => t.total).find(id => 'fewerThan' in out.get(id)!)
}

/** The last resort: every cell that stands in a sum is hidden alike. */
const hideAll = (out: Map<string, Protected>, totals: readonly Total[]): Map<string, Protected> => {
  for (const { total, parts } of totals)
    for (const id of [total, ...parts]) out.set(id, { hidden: 'partner' })
  return out
}
