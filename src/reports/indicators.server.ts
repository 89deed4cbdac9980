// What reports can say in numbers: coded columns only, through the statistics role.
import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { Indicator } from '#plan/index.ts'
import { countOf } from '#services/index.server.ts'

const answered = `select count(*) as denominator,
  count(*) filter (where exists (
    select from reports.facts f where f.report_id = e.id and f.kind = 'report-opened' and f.at < e.arrived_on + interval '8 days')) as numerator
from reports.envelopes e where arrived_on >= :from and arrived_on < :to and not quarantined`

const line = `select exists (select from access.circles where kind = 'intake' and ended_at is null) as open`

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
    value: async (db, { from, to }) => {
      const row = await db.row(
        sql<{ numerator: number; denominator: number }>`${sql.join(
          answered
            .split(/(:from|:to)\b/)
            .map(part =>
              part === ':from' ? sql`${from}::date` : part === ':to' ? sql`${to}::date` : sql.raw(part)
            ),
          sql.raw('')
        )}`
      )
      const denominator = Number(row?.denominator ?? 0)
      return {
        kind: 'percent',
        numerator: Number(row?.numerator ?? 0),
        denominator,
        breakdown: [],
        counted: denominator
      }
    }
  },
  {
    code: 'reporting-line-available',
    unit: 'yes-no',
    sensitive: 'none',
    version: 1,
    sources: 'counted.reporting-line-available',
    sql: line,
    value: async db => {
      const row = await db.row(sql<{ open: boolean }>`${sql.raw(line)}`)
      return { kind: 'yes_no', value: row?.open ?? false, counted: row?.open ? 1 : 0 }
    }
  }
]
