// What recognised early risks can say in numbers (c1-p3, c1-p4): coded columns only, through the statistics role.
import type { Read } from '#access/work.server.ts'
import type { Indicator } from '#plan/index.ts'
import { countOf, statement } from '#services/index.server.ts'
import { neverARisk } from './codes.ts'

const wasARisk = `(reason is null or reason not in (${neverARisk.map(reason => `'${reason}'`).join(', ')}))`

const averted = `select count(*) filter (where outcome in ('did-not', 'prevented')) as numerator, count(*) as denominator
from risk.alerts
where closed_on >= :from and closed_on < :to and outcome <> 'cannot-be-known' and ${wasARisk}`

export const riskIndicators: Indicator<Read>[] = [
  countOf({
    code: 'early-risks-recognised',
    unit: 'reports',
    sensitive: 'reports',
    version: 1,
    sources: 'counted.early-risks-recognised',
    sql: `select count(*) as count from risk.alerts
where raised_on >= :from and raised_on < :to and ${wasARisk}`
  }),
  {
    code: 'early-risks-averted',
    unit: 'reports',
    sensitive: 'reports',
    version: 1,
    sources: 'counted.early-risks-averted',
    sql: averted,
    value: async (db, period) => {
      const row = await db.row(statement<{ numerator: number; denominator: number }>(averted, period))
      const denominator = Number(row?.denominator ?? 0)
      return {
        kind: 'percent',
        numerator: Number(row?.numerator ?? 0),
        denominator,
        breakdown: [],
        counted: denominator
      }
    }
  }
]
