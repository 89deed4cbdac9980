import { sql } from 'kysely'
import { look } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { month } from '#kernel/period.ts'
import { notFound } from '#kernel/problem.ts'
import { lineVerbs } from './verbs.ts'

export type MonthOfCalls = { how: string; count: number }[]

/** How many came this month and over which way: the intake team's own figures, who hold the records themselves. */
export const countCalls = (actor: Actor, timezone: string): Promise<MonthOfCalls> =>
  look(actor, lineVerbs['call.list-call-backs'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const today = dayIn(now, timezone)
    const { from, to } = month(Number(today.slice(0, 4)), Number(today.slice(5, 7)))
    const reply = await db.rows(sql<{ how: string; count: number }>`
      select how, count(*)::int as count from (
        select mode as how from reports.envelopes
        where network_id = ${actor.network} and circle_id = any(${actor.circles}::uuid[])
          and mode in ('call', 'paper', 'walk-in') and arrived_on >= ${from} and arrived_on < ${to}
        union all
        select 'wordless' from line.wordless_calls
        where network_id = ${actor.network} and circle_id = any(${actor.circles}::uuid[])
          and on_day >= ${from} and on_day < ${to}
        union all
        select 'missed' from line.call_backs
        where network_id = ${actor.network} and circle_id = any(${actor.circles}::uuid[])
          and missed_on >= ${from} and missed_on < ${to}
      ) came group by how order by how`)
    return {
      subject: 'line.calls/count',
      circle: actor.circles[0] ?? null,
      detail: { ways: reply.length },
      reply
    }
  })
