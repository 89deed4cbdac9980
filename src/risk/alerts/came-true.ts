// What came of the risks that were recognised: by category, now against the period before. What nobody may see behind a small number
// is taken out here, before anything is said about it.
import { protectTable } from '#kernel/protect-table.ts'
import { isShown, type Audience, type Protected } from '#kernel/small-numbers.ts'
import { riskCategories, type RiskCategory } from '../matrix.ts'
import { outcomes, type Outcome } from './codes.ts'
import { compareShares, smallestBase, wilson, type Compared, type Interval, type Share } from './shares.ts'

/** Closed alerts of a period, without those that were no risk at all (a mistake, a test, the same as another). */
export type OutcomeCount = { category: RiskCategory | null; outcome: Outcome; n: number }
export type Group = RiskCategory | 'none'
export const groups: readonly Group[] = [...riskCategories, 'none']

export type Line = {
  group: Group | 'all'
  counts: Record<Outcome, Protected>
  closed: Protected
  /** Of those whose end is known; undefined where too few are, or where it would give a small number away. */
  share?: Share & { interval: Interval }
}
export type OutcomeTable = { lines: Line[]; all: Line }

const id = (group: Group | 'all', outcome: Outcome | 'closed') => `${group}/${outcome}`

export const outcomeTable = (counted: readonly OutcomeCount[], audience: Audience): OutcomeTable => {
  const n = (group: Group | 'all', outcome: Outcome) =>
    counted
      .filter(c => (group === 'all' || (c.category ?? 'none') === group) && c.outcome === outcome)
      .reduce((sum, c) => sum + c.n, 0)
  const sum = (group: Group | 'all') => outcomes.reduce((total, outcome) => total + n(group, outcome), 0)
  const shownGroups = groups.filter(group => sum(group) > 0)
  const every = [...shownGroups, 'all'] as const
  const cells = every.flatMap(group => [
    ...outcomes.map(outcome => ({ id: id(group, outcome), value: n(group, outcome) })),
    { id: id(group, 'closed'), value: sum(group) }
  ])
  const totals = [
    ...every.map(group => ({
      total: id(group, 'closed'),
      parts: outcomes.map(outcome => id(group, outcome))
    })),
    ...(shownGroups.length
      ? [...outcomes, 'closed' as const].map(outcome => ({
          total: id('all', outcome),
          parts: shownGroups.map(group => id(group, outcome))
        }))
      : [])
  ]
  const shown = protectTable(cells, totals, { audience, of: 'reports' })
  const line = (group: Group | 'all'): Line => {
    const counts = Object.fromEntries(outcomes.map(o => [o, shown.get(id(group, o))!])) as Line['counts']
    const known = (['came-true', 'did-not', 'prevented'] as const).map(outcome => counts[outcome])
    const part = n(group, 'came-true')
    const whole = part + n(group, 'did-not') + n(group, 'prevented')
    const sayable = known.every(isShown) && whole >= smallestBase
    return {
      group,
      counts,
      closed: shown.get(id(group, 'closed'))!,
      ...(sayable && { share: { part, whole, interval: wilson(part, whole) } })
    }
  }
  return { lines: shownGroups.map(line), all: line('all') }
}

export type ComparedLine = { group: Group | 'all'; now?: Line; before?: Line; compared?: Compared }

/** Every category that has an end in either period, and all together. */
export const compareTables = (now: OutcomeTable, before: OutcomeTable): ComparedLine[] => {
  const of = (table: OutcomeTable, group: Group | 'all') =>
    group === 'all' ? table.all : table.lines.find(line => line.group === group)
  return [...groups, 'all' as const].flatMap(group => {
    const [a, b] = [of(now, group), of(before, group)]
    if (!a && !b) return []
    const compared = a?.share && b?.share && compareShares(a.share, b.share)
    return [{ group, ...(a && { now: a }), ...(b && { before: b }), ...(compared && { compared }) }]
  })
}
