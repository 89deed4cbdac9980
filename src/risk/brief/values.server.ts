// The numbers of a month's brief, counted by the statistics role over coded columns, and protected as the public will read them.
import { sql } from 'kysely'
import { count, type Read } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { month as monthPeriod, type Period } from '#kernel/period.ts'
import { protectTable, type Total } from '#kernel/protect-table.ts'
import type { Protected } from '#kernel/small-numbers.ts'
import { hideSmallChange, type ReportValue, type ReportValues } from '#publication/index.ts'
import { neverARisk, outcomes } from '../alerts/codes.ts'
import { riskCategories } from '../matrix.ts'
import { briefLabels, type BriefChip } from './words.ts'

const was = sql`(reason is null or reason <> all (${[...neverARisk]}::text[]))`

const countsOf = async (db: Read, { from, to }: Period) => {
  const raised = await db.rows(sql<{ category: string | null; n: number }>`
    select category, count(*)::int as n from risk.alerts
    where raised_on >= ${from} and raised_on < ${to} and ${was} group by 1`)
  const closed = await db.rows(sql<{ outcome: string; n: number }>`
    select outcome, count(*)::int as n from risk.alerts
    where closed_on >= ${from} and closed_on < ${to} and ${was} group by 1`)
  return { raised, closed }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)

/** `found`: rises and clusters (found.server.ts). `earlier`: what editions of this brief showed; a number that moved by a few since is hidden, since two editions can be subtracted. */
export const briefValues = async (
  network: NetworkId,
  month: string,
  found: readonly ReportValue[],
  earlier: readonly ReportValues[]
): Promise<ReportValues> => {
  const [y, m] = month.split('-').map(Number)
  const period = monthPeriod(y!, m!)
  const { raised, closed } = await count(network, ({ db }) => countsOf(db, period))
  const to = { audience: 'public', of: 'reports' } as const
  const table = (cells: Record<string, number>, total: string): Map<string, Protected> => {
    const parts = Object.keys(cells)
    const totals: Total[] = [{ total, parts }]
    const all = [
      ...parts.map(id => ({ id, value: cells[id]! })),
      { id: total, value: sum(Object.values(cells)) }
    ]
    return protectTable(all, totals, to)
  }
  const of = (category: string | null) => raised.find(r => r.category === category)?.n ?? 0
  const shown = new Map<string, Protected>([
    ...table(
      Object.fromEntries([...riskCategories, null].map(c => [`of-${c ?? 'none'}`, of(c)])),
      'risks-recognised'
    ),
    ...table(
      Object.fromEntries(outcomes.map(o => [`risks-${o}`, closed.find(c => c.outcome === o)?.n ?? 0])),
      'risks-closed'
    )
  ])
  const known = new Map(found.map(value => [value.chip, value]))
  return new Map(
    (Object.keys(briefLabels) as BriefChip[]).map(chip => {
      const value: ReportValue = {
        chip,
        label: briefLabels[chip],
        period,
        shown: shown.has(chip) ? { kind: 'count', value: shown.get(chip)! } : 'not-set',
        of: 'reports'
      }
      return [chip, hideSmallChange(known.get(chip) ?? value, earlier)]
    })
  )
}
