import { sql } from 'kysely'
import { z } from 'zod'
import { work, type Write } from '#access/work.server.ts'
import { hasRole, isStaff, type Actor } from '#kernel/actor.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Span } from '#kernel/line-hours.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { isOperator } from './people.server.ts'
import { hoursOf, longestShiftHours, PlannedShift, spansOf } from './shifts.ts'
import { lineVerbs } from './verbs.ts'

/** One change of one person's roster at a time, so that of two at once the second sees the first. In order, so that two never wait for each other. */
export const lockRosterOf = async (
  db: Write,
  network: NetworkId,
  people: readonly string[]
): Promise<void> => {
  for (const person of [...new Set(people)].sort())
    await db.run(
      sql`select pg_advisory_xact_lock(hashtextextended(${`fener-roster ${network} ${person}`}, 0))`
    )
}

/** Throws `duty.overlaps` when the person already stands at that time; shifts named in `besides` are given away in the same moment. */
export const mustBeFree = async (
  db: Write,
  network: NetworkId,
  person: string,
  { from, to }: Span,
  besides: readonly string[] = []
): Promise<void> => {
  const taken = await db.row(sql`
    select 1 from line.shifts
    where network_id = ${network} and account_id = ${person} and removed_at is null
      and from_at < ${to} and to_at > ${from} and not (id = any(${besides}::uuid[]))`)
  if (taken) throw problem('duty.overlaps', 409)
}

/** An operator plans themselves; a coordinator plans everybody. */
const mayPlan = (actor: Actor, person: string): boolean =>
  hasRole(actor, 'coordinator') || (isStaff(actor) && actor.account === person)

/** Puts shifts into the roster, all or none. Throws `duty.overlaps`, `duty.not-an-operator`, `duty.too-long`, `duty.in-the-past`. */
export const planShift = (actor: Actor, plan: PlannedShift, timezone: string) =>
  work(actor, lineVerbs['duty.plan'], async ({ db, now }) => {
    if (!isStaff(actor) || !mayPlan(actor, plan.account)) throw notFound()
    const { network } = actor
    if (!(await isOperator(db, network, plan.account))) throw problem('duty.not-an-operator', 400)
    await lockRosterOf(db, network, [plan.account])
    const spans = spansOf(plan, timezone)
    for (const span of spans) {
      // on the night of the autumn change a day has an hour more
      if (hoursOf(span) > longestShiftHours + 1) throw problem('duty.too-long', 400)
      if (span.to <= now) throw problem('duty.in-the-past', 400)
      await mustBeFree(db, network, plan.account, span)
      await db.run(sql`
        insert into line.shifts (network_id, id, account_id, line, from_at, to_at, made_by, made_at)
        values (${network}, ${crypto.randomUUID()}, ${plan.account}, ${plan.line}, ${span.from}, ${span.to}, ${actor.account}, ${now})`)
    }
    return {
      subject: `identity.people/${plan.account}`,
      detail: { shifts: spans.length, from: plan.day },
      reply: { planned: spans.length }
    }
  })

export const RemovedShift = z.strictObject({ id: z.uuid() })

/** Takes a shift out of the roster. What has passed stays: it was held. */
export const removeShift = (actor: Actor, { id }: z.infer<typeof RemovedShift>) =>
  work(actor, lineVerbs['duty.plan'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const shift = await db.row(sql<{ account: string; to: Date }>`
      select account_id as account, to_at as "to" from line.shifts
      where network_id = ${actor.network} and id = ${id} and removed_at is null for update`)
    if (!shift || !mayPlan(actor, shift.account)) throw notFound()
    if (shift.to <= now) throw problem('duty.in-the-past', 409)
    await db.run(
      sql`update line.shifts set removed_at = ${now} where network_id = ${actor.network} and id = ${id}`
    )
    await db.run(sql`
      update line.swaps set answer = 'withdrawn', answered_at = ${now}
      where network_id = ${actor.network} and answer is null and (shift_id = ${id} or in_return_id = ${id})`)
    return { subject: `line.shifts/${id}`, detail: { removed: true }, reply: null }
  })
