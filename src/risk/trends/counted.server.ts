// The counted days of this network, and what the reader may see of them.
import { sql } from 'kysely'
import { browse, count, type Read } from '#access/work.server.ts'
import type { Permission } from '#access/verbs.ts'
import type { Actor } from '#kernel/actor.ts'
import type { CountedDay, CountedSource, SourceCode } from '#kernel/counted-source.ts'
import { dayIn } from '#kernel/day.ts'
import { addDays, type Day } from '#kernel/period.ts'
import type { Audience } from '#kernel/small-numbers.ts'

/** Five years for Farrington's method, the year that is shown, and the window around them. */
const daysKept = 7 * 366

export type Counted = {
  today: Day
  /** From when on this source was counted: the network's first day, or older rows that came with it. */
  since: Day
  rows: CountedDay[]
}
export type Source = CountedSource<Read>

const rowsOf = async (actor: Actor, sources: readonly Source[], start: Day, today: Day, zone: string) => {
  const period = { from: addDays(today, -daysKept), to: addDays(today, 1) }
  return count(actor.network, async ({ db }) => {
    const found = new Map<SourceCode, Counted>()
    for (const source of sources) {
      const rows = await source.rows(db, period, zone)
      const since = rows.reduce((first, { day }) => (day < first ? day : first), start)
      found.set(source.code, { today, since: since < period.from ? period.from : since, rows })
    }
    return found
  })
}

/**
 * Days and codes through the statistics role. Members of the early-warning circle see counts plainly, other staff through
 * `kernel/small-numbers.ts`. Throws notFound for whoever may not.
 */
export const readCounted = async (
  actor: Actor,
  permission: Permission,
  sources: readonly Source[],
  zone: string
): Promise<{ counted: Map<SourceCode, Counted>; audience: Exclude<Audience, 'public'> }> => {
  const { start, today, circle } = await browse(actor, permission, async ({ db, now }) => ({
    today: dayIn(now, zone),
    ...(await db.row(sql<{ start: Day; circle: string | null }>`
      select set_up_on::text as start, (select circle from access.warning_circle()) as circle
      from identity.networks where network_id = ${actor.network}`))!
  }))
  const isMember =
    actor.kind === 'system' || (actor.kind === 'staff' && actor.circles.some(id => id === circle))
  return {
    counted: await rowsOf(actor, sources, start, today, zone),
    audience: isMember ? 'team' : 'staff'
  }
}
