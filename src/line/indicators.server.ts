import type { Read } from '#access/work.server.ts'
import type { Indicator } from '#plan/index.ts'
import { statement } from '#services/index.server.ts'
import { lineVerbs } from './verbs.ts'

// Whether there was a number at some time of the period: each setting holds until the next; the profile's, where none was ever set.
const line = `with zone as (select coalesce(profile ->> 'timezone', 'UTC') as name from identity.networks
  where network_id = nullif(current_setting('fener.network_id', true), '')::uuid)
select exists (
    select from (select number, at, lead(at) over (order by no) as until from line.numbers) n, zone
    where number is not null and at < :to::timestamp at time zone zone.name
      and (until is null or until > :from::timestamp at time zone zone.name))
  or (not exists (select from line.numbers) and exists (
    select from identity.networks where network_id = nullif(current_setting('fener.network_id', true), '')::uuid
      and profile ->> 'hotline' is not null)) as open`

export const lineIndicators: Indicator<Read>[] = [
  {
    code: 'reporting-line-available',
    unit: 'yes-no',
    sensitive: 'none',
    version: 4,
    sources: 'counted.reporting-line-available',
    sql: line,
    value: async (db, period) => {
      const row = await db.row(statement<{ open: boolean }>(line, period))
      return { kind: 'yes_no', value: row?.open ?? false, counted: row?.open ? 1 : 0 }
    },
    behind: { path: '/desk/calls/line', permission: lineVerbs['line.set'], word: 'calls' }
  }
]
