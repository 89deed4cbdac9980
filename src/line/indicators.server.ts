import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { Indicator } from '#plan/index.ts'

// Whether there was a number at some time of the period: each setting holds until the next; the profile's, where none was ever set.
const line = `select exists (
    select from (select number, at, lead(at) over (order by no) as until from line.numbers) n
    where number is not null and at < :to and (until is null or until > :from))
  or (not exists (select from line.numbers) and exists (
    select from identity.networks where network_id = nullif(current_setting('fener.network_id', true), '')::uuid
      and profile ->> 'hotline' is not null)) as open`

export const lineIndicators: Indicator<Read>[] = [
  {
    code: 'reporting-line-available',
    unit: 'yes-no',
    sensitive: 'none',
    version: 3,
    sources: 'counted.reporting-line-available',
    sql: line,
    value: async (db, { from, to }) => {
      const parts = line.split(/(:from|:to)\b/)
      const row = await db.row(
        sql<{ open: boolean }>`${sql.join(
          parts.map(part =>
            part === ':from' ? sql`${from}::date` : part === ':to' ? sql`${to}::date` : sql.raw(part)
          ),
          sql.raw('')
        )}`
      )
      return { kind: 'yes_no', value: row?.open ?? false, counted: row?.open ? 1 : 0 }
    }
  }
]
