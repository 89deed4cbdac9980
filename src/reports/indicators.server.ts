// What reports can say in numbers: coded columns only, through the statistics role.
import type { Read } from '#access/work.server.ts'
import type { Indicator } from '#plan/index.ts'
import { countOf, statement } from '#services/index.server.ts'

/** Read within seven days, so the last reports of a year are in time or late only a week after its end. */
const daysToRead = 8

const answered = `select count(*) as denominator,
  count(*) filter (where exists (
    select from reports.facts f where f.report_id = e.id and f.kind = 'report-opened' and f.at < e.arrived_on + interval '${daysToRead} days')) as numerator
from reports.envelopes e where arrived_on >= :from and arrived_on < :to and not quarantined`

export const reportIndicators: Indicator<Read>[] = [
  countOf({
    code: 'reports-received',
    unit: 'reports',
    sensitive: 'reports',
    version: 1,
    sources: 'counted.reports-received',
    sql: `select count(*) as count from reports.envelopes where arrived_on >= :from and arrived_on < :to and not quarantined`
  }),
  {
    code: 'reports-answered-in-time',
    unit: 'reports',
    sensitive: 'reports',
    version: 1,
    sources: 'counted.reports-answered-in-time',
    sql: answered,
    settles: daysToRead,
    value: async (db, period) => {
      const row = await db.row(statement<{ numerator: number; denominator: number }>(answered, period))
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
