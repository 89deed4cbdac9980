// What reports can say in numbers: coded columns only, through the statistics role.
import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { Period } from '#kernel/period.ts'
import { now } from '#platform/clock.server.ts'
import type { Indicator } from '#plan/index.ts'
import { countOf } from '#services/index.server.ts'

const answered = `select count(*) as denominator,
  count(*) filter (where exists (
    select from reports.facts f where f.report_id = e.id and f.kind = 'report-opened' and f.at < e.arrived_on + interval '8 days')) as numerator
from reports.envelopes e where arrived_on >= :from and arrived_on < :to`

// A line is there when, on the last day of the period that has come, a number with its hours holds: as set at the desk, or from the
// network's profile. Where the line goes by the roster, somebody must have stood in it: hours alone answer no call.
const line = `select exists (
  select from (
    select coalesce(
      (select coalesce(hotline, 'null') from line.settings
       where from_on <= least(:to - 1, :today) order by from_on desc, no desc limit 1),
      (select profile->'hotline' from identity.networks
       where network_id = current_setting('fener.network_id')::uuid)) as hotline) as held
  where :from <= :today and jsonb_typeof(hotline) = 'object'
    and (not coalesce((hotline->>'by_roster')::boolean, hotline ? 'week')
         or exists (select from line.shifts where removed_at is null
                    and from_at < least(:to, :today + 1) and to_at > :from))) as open`

/** The text that is shown to readers is the text that runs: these words become parameters, nothing else is put in. */
const filled = <T>(text: string, { from, to }: Period) => {
  // before a network's own zone: of a yes or no for a year the hour does not matter
  const days: Record<string, string> = {
    ':from': from,
    ':to': to,
    ':today': now().toISOString().slice(0, 10)
  }
  return sql<T>`${sql.join(
    text.split(/(:from|:today|:to)\b/).map(part => (days[part] ? sql`${days[part]}::date` : sql.raw(part))),
    sql.raw('')
  )}`
}

export const reportIndicators: Indicator<Read>[] = [
  countOf({
    code: 'reports-received',
    unit: 'reports',
    sensitive: 'reports',
    version: 1,
    sources: 'counted.reports-received',
    sql: `select count(*) as count from reports.envelopes where arrived_on >= :from and arrived_on < :to`
  }),
  {
    code: 'reports-answered-in-time',
    unit: 'reports',
    sensitive: 'reports',
    version: 1,
    sources: 'counted.reports-answered-in-time',
    sql: answered,
    value: async (db, { from, to }) => {
      const row = await db.row(filled<{ numerator: number; denominator: number }>(answered, { from, to }))
      const denominator = Number(row?.denominator ?? 0)
      return {
        kind: 'percent',
        numerator: Number(row?.numerator ?? 0),
        denominator,
        breakdown: [],
        counted: denominator
      }
    }
  },
  {
    code: 'reporting-line-available',
    unit: 'yes-no',
    sensitive: 'none',
    // 1 counted that anybody could write to an intake team, which is no telephone
    version: 2,
    sources: 'counted.reporting-line-available',
    sql: line,
    value: async (db, period) => {
      const row = await db.row(filled<{ open: boolean }>(line, period))
      return { kind: 'yes_no', value: row?.open ?? false, counted: row?.open ? 1 : 0 }
    }
  }
]
