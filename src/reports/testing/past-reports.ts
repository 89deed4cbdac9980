// Test support: reports of years ago, as they stand once their period is over: the day, the decision and what was noted for the counts.
import type { ForTheCounts } from '../for-the-counts.ts'

export type PastReport = { day: string; counts?: ForTheCounts; reason?: string }

/** One statement for the database's administrator, with its values. `circle`: an intake team's. */
export const insertPastReports = (
  network: string,
  circle: string,
  reports: readonly PastReport[]
): [text: string, values: unknown[]] => [
  `with past as (
     select gen_random_uuid() as id, (r->>'day')::date as day, r->'counts' as counts, r->>'reason' as reason,
            'Davno-' || (select count(*) from reports.envelopes where network_id = $1) + no as code
     from jsonb_array_elements($3::jsonb) with ordinality as given(r, no)
   ), arrived as (
     insert into reports.envelopes (network_id, id, circle_id, epoch, code, arrived_on, language, mode, urgent, size_bucket,
                                    reporter_recipient, idempotency, sealed, status)
     select $1, id, $2, 1, code, day, 'sr-Latn', 'browser', false, 0, '', uuid_send(gen_random_uuid()), null, 'erased' from past
     returning id
   )
   insert into reports.facts (network_id, id, circle_id, report_id, kind, at, detail)
   select $1, gen_random_uuid(), $2, past.id, 'report-decided', past.day + time '12:00',
          jsonb_strip_nulls(jsonb_build_object('decision', case when reason is null then 'police' else 'not-trafficking' end,
                                               'reason', reason, 'counts', counts))
   from past join arrived on arrived.id = past.id`,
  [network, circle, JSON.stringify(reports)]
]
