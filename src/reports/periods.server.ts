import { sql } from 'kysely'
import { z } from 'zod'
import { browse, readPublic, work, type Read } from '#access/work.server.ts'
import { addDays } from '#cases/index.ts'
import { periodHistory } from '#cases/index.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { NetworkId } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { fitsPeriod, periodNames, periodsFrom, periodUnits, type PeriodOn } from './periods.ts'
import { reportVerbs } from './verbs.ts'

const words = z.string().trim().min(3).max(600)

export const NewPeriod = z
  .strictObject({
    name: z.enum(periodNames),
    value: z.int().min(0).max(3_660),
    unit: z.enum(periodUnits),
    from: z.iso.date(),
    basis: z.strictObject({ sr: words, sq: words, en: words })
  })
  .refine(input => fitsPeriod(input.name, input), { path: ['value'] })
export type NewPeriod = z.infer<typeof NewPeriod>

const historyOf = (db: Read, network: NetworkId) => periodHistory(db, network, periodNames)

/** The network's periods by the day they held. Any role that counts deadlines may ask. */
export const periodsOf = async (db: Read, network: NetworkId): Promise<PeriodOn> =>
  periodsFrom(await historyOf(db, network))

const known = new Map<NetworkId, { periods: Promise<PeriodOn>; until: number }>()

/**
 * The same for somebody who stands outside: the page promises a day before anything is sent. One reads for all who come within five
 * seconds: a change counts from tomorrow at the earliest, and every report would wait three round trips for it.
 */
export const publicPeriods = (network: NetworkId): Promise<PeriodOn> => {
  const before = known.get(network)
  if (before && before.until > performance.now()) return before.periods
  const periods = readPublic(network, ({ db }) => periodsOf(db, network))
  known.set(network, { periods, until: performance.now() + 5000 })
  periods.catch(() => known.delete(network))
  return periods
}

/** Every change that was ever made; what is missing in it is shipped with Fener. */
export const listPeriods = (actor: Actor, timezone: string) =>
  browse(actor, reportVerbs['period.list'], async ({ db, now }) => {
    const history = await historyOf(db, actor.network)
    const people = await db.rows(sql<{ id: string; name: string }>`
      select id, name from identity.people
      where network_id = ${actor.network} and id = any(${[...new Set(history.map(h => h.by))]}::uuid[])`)
    return {
      history,
      names: Object.fromEntries(people.map(p => [p.id, p.name])),
      today: dayIn(now, timezone)
    }
  })

/**
 * Sets a period from a day on, tomorrow at the earliest: whatever has begun to run keeps the period it began under, so a change never
 * rewrites what somebody was promised. Throws `period.not-before-tomorrow`.
 */
export const setPeriod = async (actor: Actor, input: NewPeriod, timezone: string) => {
  await work(actor, reportVerbs['period.set'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    if (input.from < addDays(dayIn(now, timezone), 1)) throw problem('period.not-before-tomorrow', 400)
    const id = crypto.randomUUID()
    await db.run(sql`
      insert into identity.settings (network_id, id, name, value, unit, basis, valid_from, set_at, account_id)
      values (${actor.network}, ${id}, ${input.name}, ${input.value}, ${input.unit}, ${JSON.stringify(input.basis)}::jsonb,
              ${input.from}, ${now}, ${actor.account})`)
    const { name, value, unit, from } = input
    return { subject: `identity.settings/${id}`, detail: { name, value, unit, from }, reply: null }
  })
  known.delete(actor.network)
}
