// Questionnaires whose answers pointed to a risk, by the day they were filled in.
import { sql } from 'kysely'
import type { CountedDay } from '#kernel/counted-source.ts'
import type { Source } from '../trends/counted.server.ts'

export const submissionSeries: Source = {
  code: 'submissions',
  unit: 'people',
  by: ['settlement', 'category'],
  rows: (db, { from, to }) =>
    db.rows(sql<CountedDay>`
      select filled_on::text as day, settlement, null as sign, category, count(*)::int as n from risk.submissions
      where filled_on >= ${from}::date and filled_on < ${to}::date and level <> 'none'
      group by 1, 2, 3, 4`)
}
