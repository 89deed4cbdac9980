// Reports by the day they arrived, with what the operator noted for the counts when deciding (docs/decisions/0025-trends.md).
import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { CountedDay, CountedSource } from '#kernel/counted-source.ts'

/** A decision taken back says nothing; of several the last counts. A test or a mistake was no report. */
export const reportSeries: CountedSource<Read> = {
  code: 'reports',
  unit: 'reports',
  by: ['settlement', 'sign', 'category'],
  rows: (db, { from, to }) =>
    db.rows(sql<CountedDay>`
      select e.arrived_on::text as day, d.detail->'counts'->>'settlement' as settlement, d.detail->'counts'->>'sign' as sign,
             d.detail->'counts'->>'category' as category, count(*)::int as n
      from reports.envelopes e
      left join lateral (
        select f.detail from reports.facts f
        where f.network_id = e.network_id and f.report_id = e.id and f.kind = 'report-decided'
          and not exists (select from reports.facts u where u.network_id = f.network_id and u.report_id = f.report_id
                          and u.kind = 'decision-undone' and u.no > f.no)
        order by f.no desc limit 1) d on true
      where e.arrived_on >= ${from}::date and e.arrived_on < ${to}::date and not e.quarantined
        and d.detail->>'reason' is distinct from 'test-or-mistake'
      group by 1, 2, 3, 4`)
}
