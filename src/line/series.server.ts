// Calls by day: all in which somebody wanted the line, also those that ended without a word. A wrong number did not.
import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { CountedDay, CountedSource } from '#kernel/counted-source.ts'

export const callSeries: CountedSource<Read> = {
  code: 'calls',
  unit: 'reports',
  by: [],
  rows: (db, { from, to }, zone) =>
    db.rows(sql<CountedDay>`
      select (at at time zone ${zone})::date::text as day, null as settlement, null as sign, null as category, count(*)::int as n
      from line.calls
      where at >= ${from}::date - 1 and at < ${to}::date + 1 and ended <> 'wrong-number'
        and (at at time zone ${zone})::date >= ${from}::date and (at at time zone ${zone})::date < ${to}::date
      group by 1`)
}
