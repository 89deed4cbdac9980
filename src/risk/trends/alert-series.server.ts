// Alerts by the day they were raised; those that statistics raised are left out, for they would count the same events twice.
import { sql } from 'kysely'
import type { CountedDay } from '#kernel/counted-source.ts'
import type { Source } from './counted.server.ts'

export const alertSeries: Source = {
  code: 'alerts',
  unit: 'reports',
  by: ['settlement', 'sign', 'category'],
  rows: (db, { from, to }) =>
    db.rows(sql<CountedDay>`
      select raised_on::text as day, settlement, kind as sign, category, count(*)::int as n from risk.alerts
      where raised_on >= ${from}::date and raised_on < ${to}::date and source_kind <> 'statistics'
      group by 1, 2, 3, 4`)
}
