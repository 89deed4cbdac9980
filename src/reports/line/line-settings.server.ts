// Number and hours of the line: what the coordinator set, dated; before anything was set, what the network's profile says.
import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import { isDay, type Day } from '#kernel/period.ts'
import type { NetworkId } from '#kernel/id.ts'
import { daysAhead, type Hotline, type Shift } from '#kernel/line-hours.ts'

/** The line as it is on a day. Null: there is none. Works for staff and for the public's reader alike. */
export const lineInForce = async (
  db: Read,
  network: NetworkId,
  on: Day,
  profileLine: Hotline | null
): Promise<Hotline | null> => {
  if (!isDay(on)) throw new RangeError('not a day')
  const set = await db.row(sql<{ hotline: Hotline | null }>`
    select hotline from line.settings
    where network_id = ${network} and from_on <= ${on} order by from_on desc, no desc limit 1`)
  return set ? set.hotline : profileLine
}

/** From when to when somebody stands in the roster, from yesterday to as far ahead as is looked. Nobody's name. */
export const coveredSpans = (db: Read, network: NetworkId, now: Date): Promise<Shift[]> =>
  db.rows(sql<Shift>`
    select line, from_at as "from", to_at as "to" from line.shifts
    where network_id = ${network} and removed_at is null
      and to_at > ${now} and from_at < ${new Date(now.getTime() + (daysAhead + 1) * 86_400_000)}
    order by from_at`)
