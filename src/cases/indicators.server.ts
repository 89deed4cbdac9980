// What cases can say in numbers. Counted from the facts as they hold after corrections: what was corrected away was not.
import { countOf } from '#services/index.server.ts'
import { caseVerbs } from './verbs.ts'

// A correction holds unless a correction of it holds; the chain is followed three links far, which nobody has yet needed.
// Two notes of one meeting are one person (agree-same.server.ts); whoever was met three times is found through all of them.
const holding = `
with recursive corrections as (
  select c.id, c.no, (c.detail->>'of')::uuid as of, c.detail->'instead' as instead from cases.facts c where c.kind = 'correction'
), third as (select * from corrections
), second as (select * from corrections c where not exists (select from third t where t.of = c.id)
), holding as (select * from corrections c where not exists (select from second s where s.of = c.id)
), corrected as (select distinct on (h.of) h.of, h.instead from holding h order by h.of, h.no desc
), effective as not materialized (
  select f.kind, f.detail, f.happened_on as day, f.case_id from cases.facts f
  where f.kind <> 'correction' and not exists (select from corrected c where c.of = f.id)
  union all
  select f.kind, c.instead, coalesce((c.instead->>'on')::date, f.happened_on), f.case_id
  from corrected c join cases.facts f on f.id = c.of where f.kind <> 'correction' and c.instead is not null
), agreed as (
  select a.person_id as person, b.person_id as other from cases.same_persons a
  join cases.same_persons b on b.meeting = a.meeting and b.person_id <> a.person_id
), reached as (
  select person, other from agreed union select r.person, a.other from reached r join agreed a on a.person = r.other
), one as (select person::text, least(person::text, min(other::text)) as first from reached group by 1)`

const behind = { path: '/desk/cases', permission: caseVerbs['case.list'], word: 'cases' } as const

export const indicators = [
  countOf({
    code: 'victims-identified',
    unit: 'persons',
    sensitive: 'people',
    version: 2,
    sources: 'counted.victims-identified',
    sql: `${holding}
select count(*) as count from (
  select coalesce(one.first, detail->>'person') as person, min(day) as day from effective
  left join one on one.person = detail->>'person'
  where kind = 'status-determined' and detail->>'status' = 'formally-identified' group by 1
) identified where day >= :from and day < :to`,
    behind
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
  and not exists (select from effective e where e.case_id = c.id and e.kind = 'case-closed' and e.detail->>'reason' = 'opened-by-mistake')`,
    behind
  }),
  countOf({
    code: 'persons-supported',
    unit: 'persons',
    sensitive: 'people',
    version: 2,
    sources: 'counted.persons-supported',
    sql: `${holding}
select count(distinct coalesce(one.first, helped.person)) as count from (
  select detail->>'person' as person from effective
  where kind = 'assistance-given' and day >= :from and day < :to
  union
  select e.detail->>'person' from effective e
  join services.referral_facts f on f.referral_id = (e.detail->>'referral')::uuid
  where e.kind = 'referral-sent' and f.kind = 'service-delivered' and f.happened_on >= :from and f.happened_on < :to
) helped left join one on one.person = helped.person`,
    behind
  }),
  countOf({
    code: 'case-conferences-held',
    unit: 'things',
    sensitive: 'cases',
    version: 1,
    sources: 'counted.case-conferences-held',
    sql: `select count(*) as count from cases.conferences
where state = 'held' and day >= :from and day < :to`,
    behind
  })
]
