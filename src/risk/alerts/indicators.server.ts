// What recognised early risks can say in numbers (c1-p3, c1-p4): coded columns only, through the statistics role.
import type { Read } from '#access/work.server.ts'
import type { Indicator } from '#plan/index.ts'
import { countBy, shareOf } from '#services/index.server.ts'
import { neverARisk } from './codes.ts'
import { alertVerbs } from './verbs.ts'

const wasARisk = `(reason is null or reason not in (${neverARisk.map(reason => `'${reason}'`).join(', ')}))`

const behind = { path: '/desk/risk', permission: alertVerbs['alert.list'], word: 'alerts' } as const

export const riskIndicators: Indicator<Read>[] = [
  countBy('category', {
    code: 'early-risks-recognised',
    unit: 'reports',
    sensitive: 'reports',
    version: 1,
    sources: 'counted.early-risks-recognised',
    sql: `select category as key, count(*) as count from risk.alerts
where raised_on >= :from and raised_on < :to and ${wasARisk} group by 1 order by 1`,
    behind
  }),
  shareOf({
    code: 'early-risks-averted',
    unit: 'reports',
    sensitive: 'reports',
    version: 1,
    sources: 'counted.early-risks-averted',
    sql: `select count(*) filter (where outcome in ('did-not', 'prevented')) as numerator, count(*) as denominator
from risk.alerts
where closed_on >= :from and closed_on < :to and outcome <> 'cannot-be-known' and ${wasARisk}`,
    behind
  })
]
