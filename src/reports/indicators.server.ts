// What reports can say in numbers: coded columns only, through the statistics role.
import type { Read } from '#access/work.server.ts'
import type { Indicator } from '#plan/index.ts'
import { countOf, shareOf } from '#services/index.server.ts'
import { reportVerbs } from './verbs.ts'

/** Read within seven days, so the last reports of a year are in time or late only a week after its end. */
const daysToRead = 8

const behind = { path: '/desk/inbox', permission: reportVerbs['report.list'], word: 'reports' } as const

export const reportIndicators: Indicator<Read>[] = [
  countOf({
    code: 'reports-received',
    unit: 'reports',
    sensitive: 'reports',
    version: 1,
    sources: 'counted.reports-received',
    sql: `select count(*) as count from reports.envelopes where arrived_on >= :from and arrived_on < :to and not quarantined`,
    behind
  }),
  shareOf({
    code: 'reports-answered-in-time',
    unit: 'reports',
    sensitive: 'reports',
    version: 2,
    sources: 'counted.reports-answered-in-time',
    // the seventh day ends when it ends in the municipality, in summer and in winter
    sql: `with zone as (select coalesce(profile ->> 'timezone', 'UTC') as name from identity.networks
  where network_id = nullif(current_setting('fener.network_id', true), '')::uuid)
select count(*) as denominator,
  count(*) filter (where exists (
    select from reports.facts f where f.report_id = e.id and f.kind = 'report-opened' and f.at < (e.arrived_on + ${daysToRead})::timestamp at time zone zone.name)) as numerator
from reports.envelopes e, zone where arrived_on >= :from and arrived_on < :to and not quarantined`,
    settles: daysToRead,
    behind
  })
]
