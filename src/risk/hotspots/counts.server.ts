// Signs by settlement, read by the statistics role from coded columns: no circle is entered, no word is opened.
import { sql } from 'kysely'
import { count, type Read } from '#access/work.server.ts'
import type { CountedSource } from '#kernel/counted-source.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Window } from './windows.ts'

/** What is counted: signs from every source that knows a place (src/app/series.server.ts), all questionnaires, or alerts. */
export const countedSigns = ['signs', 'questionnaires', 'alerts'] as const
export type CountedSigns = (typeof countedSigns)[number]

type Row = { settlement: string; period: number; n: number }

const statements = {
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

export type Counting = { sources: readonly CountedSource<Read>[]; timezone: string }

/** Reports by what the operator noted, and questionnaires that pointed to a risk. Alerts came of these and would count them twice. */
const signsIn = async (db: Read, { from, until, periods }: Window, { sources, timezone }: Counting) => {
  const found: Row[] = []
  for (const { code, by, rows } of sources) {
    if (code === 'alerts' || !by.includes('settlement')) continue
    for (const { settlement, sign, day, n } of await rows(db, { from, to: until }, timezone)) {
      if (!settlement || (by.includes('sign') && sign === null)) continue
      found.push({ settlement, period: periods.findIndex(p => day >= p.from && day < p.until), n })
    }
  }
  return found
}

/** For each settlement its counts, one for each period of the window, the oldest first. A settlement nobody named has none. */
export const countsBySettlement = (
  network: NetworkId,
  window: Window,
  what: CountedSigns,
  counting: Counting
): Promise<Map<string, number[]>> =>
  count(network, async ({ db }) => {
    const counts = new Map<string, number[]>()
    const days = JSON.stringify(window.periods.map((p, period) => ({ period, ...p })))
    const rows =
      what === 'signs' ? await signsIn(db, window, counting) : await db.rows(statements[what](days))
    for (const { settlement, period, n } of rows) {
      const of = counts.get(settlement) ?? window.periods.map(() => 0)
      of[period]! += n
      counts.set(settlement, of)
    }
    return counts
  })
