// Signs by settlement, read by the statistics role from coded columns: no circle is entered, no word is opened.
import { sql } from 'kysely'
import { count } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Window } from './windows.ts'

/** What is counted: questionnaires whose answers pointed to a risk, all questionnaires, or alerts. */
export const countedSigns = ['signs', 'questionnaires', 'alerts'] as const
export type CountedSigns = (typeof countedSigns)[number]

type Row = { settlement: string; period: number; n: number }

const statements = {
  signs: (days: string) => sql<Row>`
    select s.settlement, d.period, count(*)::integer as n
    from jsonb_to_recordset(${days}::jsonb) as d (period integer, "from" date, until date)
    join risk.submissions s on s.filled_on >= d."from" and s.filled_on < d.until
    where s.settlement is not null and s.level <> 'none' group by 1, 2`,
  questionnaires: (days: string) => sql<Row>`
    select s.settlement, d.period, count(*)::integer as n
    from jsonb_to_recordset(${days}::jsonb) as d (period integer, "from" date, until date)
    join risk.submissions s on s.filled_on >= d."from" and s.filled_on < d.until
    where s.settlement is not null group by 1, 2`,
  alerts: (days: string) => sql<Row>`
    select a.settlement, d.period, count(*)::integer as n
    from jsonb_to_recordset(${days}::jsonb) as d (period integer, "from" date, until date)
    join risk.alerts a on a.raised_on >= d."from" and a.raised_on < d.until
    where a.settlement is not null group by 1, 2`
}

/** For each settlement its counts, one for each period of the window, the oldest first. A settlement nobody named has none. */
export const countsBySettlement = (
  network: NetworkId,
  { periods }: Window,
  what: CountedSigns
): Promise<Map<string, number[]>> =>
  count(network, async ({ db }) => {
    const counts = new Map<string, number[]>()
    const days = periods.map((p, period) => ({ period, ...p }))
    for (const { settlement, period, n } of await db.rows(statements[what](JSON.stringify(days)))) {
      const of = counts.get(settlement) ?? periods.map(() => 0)
      of[period] = n
      counts.set(settlement, of)
    }
    return counts
  })
