import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { Indicator } from '#plan/index.ts'

// What the coordinator set last; before anything was set, what the network's profile says.
const line = `select coalesce(
  (select number is not null from line.numbers order by no desc limit 1),
  (select profile -> 'hotline' is not null and profile ->> 'hotline' is not null from identity.networks
   where network_id = nullif(current_setting('fener.network_id', true), '')::uuid), false) as open`

export const lineIndicators: Indicator<Read>[] = [
  {
    code: 'reporting-line-available',
    unit: 'yes-no',
    sensitive: 'none',
    version: 2,
    sources: 'counted.reporting-line-available',
    sql: line,
    value: async db => {
      const row = await db.row(sql<{ open: boolean }>`${sql.raw(line)}`)
      return { kind: 'yes_no', value: row?.open ?? false, counted: row?.open ? 1 : 0 }
    }
  }
]
