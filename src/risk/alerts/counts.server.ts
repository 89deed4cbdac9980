// Alerts as numbers, read by the statistics role: coded columns only, for whoever may see counts and no alert.
import { sql } from 'kysely'
import { may } from '#access/verbs.ts'
import { count, type Read } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { period, year, type Period } from '#kernel/period.ts'
import { protect, type Audience } from '#kernel/small-numbers.ts'
import { notFound } from '#kernel/problem.ts'
import { addDays, addMonths } from '#services/index.ts'
import { neverARisk } from './codes.ts'
import type { RiskCategory } from '../matrix.ts'
import { compareTables, groups, outcomeTable, type OutcomeCount } from './came-true.ts'
import { alertVerbs } from './verbs.ts'

const outcomesIn = (db: Read, { from, to }: Period) =>
  db.rows(sql<OutcomeCount>`
    select category, outcome, count(*)::int as n from risk.alerts
    where state = 'closed' and closed_on >= ${from} and closed_on < ${to} and (reason is null or reason <> all (${[...neverARisk]}::text[]))
    group by 1, 2`)

/** Whoever sees the alerts themselves sees their numbers whole; others through the rule for small ones. */
const audienceOf = (actor: Actor): Audience => (may(actor, alertVerbs['alert.list']) ? 'team' : 'staff')

/**
 * The twelve months up to today, or a calendar year. Others than the circle get calendar years only: two periods that overlap could be
 * subtracted from each other.
 */
export const riskPeriod = (chosen: string | null, today: string, audience: Audience): Period => {
  if (chosen && /^20\d\d$/.test(chosen)) return year(Number(chosen))
  return audience === 'team'
    ? period(addDays(addMonths(today, -12), 1), addDays(today, 1))
    : year(Number(today.slice(0, 4)))
}

/** What came of recognised risks in a period and in the one of the same length before it. */
export const outcomesAgainstBefore = (actor: Actor, chosen: string | null, zone: string) => {
  if (!may(actor, alertVerbs['risk.see-counts'])) throw notFound()
  return count(actor.network, async ({ db, now }) => {
    const today = dayIn(now, zone)
    const audience = audienceOf(actor)
    const own = riskPeriod(chosen, today, audience)
    const earlier = period(addMonths(own.from, -12), own.from)
    const table = async (of: Period) => outcomeTable(await outcomesIn(db, of), audience)
    const [after, before] = [await table(own), await table(earlier)]
    return {
      period: own,
      earlier,
      lines: compareTables(after, before),
      thisYear: audience === 'team' ? (await table(year(Number(today.slice(0, 4))))).all : null
    }
  })
}
export type OutcomesReply = Awaited<ReturnType<typeof outcomesAgainstBefore>>

/** Alerts that are open now, by category; null for whoever may not see counts. `all` only decides, it is not shown. */
export const openAlerts = async (actor: Actor) => {
  if (!may(actor, alertVerbs['risk.see-counts'])) return null
  const audience = audienceOf(actor)
  const rows = await count(actor.network, ({ db }) =>
    db.rows(sql<{ category: RiskCategory | null; n: number }>`
      select category, count(*)::int as n from risk.alerts where state <> 'closed' group by 1`)
  )
  return {
    all: rows.reduce((sum, { n }) => sum + n, 0),
    lines: groups.flatMap(group => {
      const found = rows.find(r => (r.category ?? 'none') === group)
      return found ? [{ group, shown: protect(found.n, { audience, of: 'reports' }) }] : []
    })
  }
}
