// What cases can say in numbers. Counted from the facts as they hold after corrections: what was corrected away was not.
import { countOf } from '#services/index.server.ts'

// A correction holds unless a correction of it holds; the chain is followed three links far, which nobody has yet needed.
const holding = `
with corrections as (
  select c.id, c.no, (c.detail->>'of')::uuid as of, c.detail->'instead' as instead from cases.facts c where c.kind = 'correction'
), third as (select * from corrections
), second as (select * from corrections c where not exists (select from third t where t.of = c.id)
), holding as (select * from corrections c where not exists (select from second s where s.of = c.id)
), effective as (
  select f.kind, coalesce(c.instead, f.detail) as detail, coalesce((c.instead->>'on')::date, f.happened_on) as day, f.case_id
  from cases.facts f
  left join lateral (select h.id, h.instead from holding h where h.of = f.id order by h.no desc limit 1) c on true
  where f.kind <> 'correction' and (c.id is null or c.instead is not null)
)`

export const indicators = [
  countOf({
    code: 'victims-identified',
    unit: 'persons',
    sensitive: 'people',
    version: 1,
    sources: 'counted.victims-identified',
    sql: `${holding}
select count(*) as count from (
  select detail->>'person' as person, min(day) as day from effective
  where kind = 'status-determined' and detail->>'status' = 'formally-identified' group by 1
) identified where day >= :from and day < :to`
  }),
  countOf({
    code: 'cases-opened',
    unit: 'cases',
    sensitive: 'cases',
    version: 1,
    sources: 'counted.cases-opened',
    sql: `${holding}
select count(*) as count from cases.cases c
where c.opened_on >= :from and c.opened_on < :to
  and not exists (select from effective e where e.case_id = c.id and e.kind = 'case-closed' and e.detail->>'reason' = 'opened-by-mistake')`
  }),
  countOf({
    code: 'persons-supported',
    unit: 'persons',
    sensitive: 'people',
    version: 1,
    sources: 'counted.persons-supported',
    sql: `${holding}
select count(distinct helped.person) as count from (
  select detail->>'person' as person from effective
  where kind = 'assistance-given' and day >= :from and day < :to
  union
  select e.detail->>'person' from effective e
  join services.referral_facts f on f.referral_id = (e.detail->>'referral')::uuid
  where e.kind = 'referral-sent' and f.kind = 'service-delivered' and f.happened_on >= :from and f.happened_on < :to
) helped`
  }),
  countOf({
    code: 'case-conferences-held',
    unit: 'things',
    sensitive: 'cases',
    version: 1,
    sources: 'counted.case-conferences-held',
    sql: `select count(*) as count from cases.conferences
where state = 'held' and day >= :from and day < :to`
  })
]
