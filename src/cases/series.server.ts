// Cases by the day they were opened, with the form of exploitation and the category of their presumed victims where all share one.
import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { CountedDay, CountedSource } from '#kernel/counted-source.ts'

export const caseSeries: CountedSource<Read> = {
  code: 'cases',
  unit: 'cases',
  by: ['sign', 'category'],
  rows: (db, { from, to }) =>
    db.rows(sql<CountedDay>`
      select c.opened_on::text as day, null as settlement,
             case when cardinality(p.forms) > 1 then 'several' else p.forms[1] end as sign,
             case when cardinality(p.categories) = 1 then p.categories[1] end as category, count(*)::int as n
      from cases.cases c
      cross join lateral (
        select array_agg(distinct form.code) filter (where form.code is not null) as forms,
               array_agg(distinct category.code) filter (where category.code is not null) as categories
        from cases.persons v
        left join lateral jsonb_array_elements_text(v.coded->'forms') as form(code) on true
        left join lateral jsonb_array_elements_text(v.coded->'vulnerableCategories') as category(code) on true
        where v.network_id = c.network_id and v.case_id = c.id and v.part = 'presumed-victim') p
      where c.opened_on >= ${from}::date and c.opened_on < ${to}::date
      group by 1, 3, 4`)
}
