import { sql } from 'kysely'
import { browse, count, work, type Read, type Write } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Period } from '#kernel/period.ts'
import { notFound } from '#kernel/problem.ts'
import type { Indicator } from './indicator.ts'
import { definitionsOf } from './indicators/stored.server.ts'
import { storedValues } from './stored.server.ts'
import type { IndicatorValue } from './value.ts'
import { valuesDue, type Counting } from './values-due.ts'
import { planVerbs } from './verbs.ts'

/**
 * Asks every contributed indicator for the periods that are due (`valuesDue`) and keeps what it says: value, definition, time.
 * Nothing is overwritten, and what is final is not counted again. Run every night, before a report is drafted, and by hand.
 */
export const takeValues = async (
  actor: Actor,
  indicators: readonly Indicator<Read>[]
): Promise<{ taken: number }> => {
  const due = await browse(actor, planVerbs['indicator.take-values'], async ({ db, now }) =>
    valuesDue(await countingOf(db, actor.network, now, indicators))
  )
  const taken = await countEach(
    actor.network,
    due.map(({ code, period }) => ({ indicator: indicators.find(i => i.code === code)!, period }))
  )
  return work(actor, planVerbs['indicator.take-values'], async ({ db, now }) => {
    await keepValues(db, actor.network, taken, now)
    return {
      subject: 'plan.indicator_values/taken',
      detail: { taken: taken.length },
      reply: { taken: taken.length }
    }
  })
}

/** What `valuesDue` reads: the network's first year and time zone, and what stands already. */
export const countingOf = async (
  db: Read,
  network: NetworkId,
  now: Date,
  counted: Counting['counted']
): Promise<Counting> => {
  const found = await db.row(sql<{ since: string; zone: string | null }>`
    select set_up_on as since, profile->>'timezone' as zone from identity.networks where network_id = ${network}`)
  if (!found) throw notFound()
  const zone = found.zone ?? 'UTC'
  const definitions = await definitionsOf(db, network)
  return {
    counted: counted.map(one => ({ ...one, measured: definitions.get(one.code)?.measured ?? 'year' })),
    stored: await storedValues(db, network),
    since: Number(found.since.slice(0, 4)),
    sinceDay: found.since,
    today: dayIn(now, zone),
    dayOf: instant => dayIn(new Date(instant), zone)
  }
}

type ToCount = { indicator: Indicator<Read>; period: Period }
export type Taken = ToCount & { value: IndicatorValue }

/** Coded columns only, through the statistics role, before anything is written. */
export const countEach = (network: NetworkId, wanted: readonly ToCount[]): Promise<Taken[]> =>
  count(network, async ({ db }) => {
    const taken: Taken[] = []
    for (const { indicator, period } of wanted)
      taken.push({ indicator, period, value: await indicator.value(db, period) })
    return taken
  })

type Correction = { replaces: string; reason: string; account: string }

/** One more row for each, in one statement. */
const keepValues = (db: Write, network: NetworkId, taken: readonly Taken[], now: Date) =>
  db.run(sql`
    insert into plan.indicator_values (network_id, id, indicator, period_from, period_to, value, source, definition, at)
    select ${network}, id, indicator, period_from, period_to, value, 'computed', definition, ${now}
    from jsonb_to_recordset(${JSON.stringify(
      taken.map(({ indicator, period, value }) => ({
        id: crypto.randomUUID(),
        indicator: indicator.code,
        period_from: period.from,
        period_to: period.to,
        value,
        definition: indicator.version
      }))
    )}::jsonb) as t (id uuid, indicator text, period_from date, period_to date, value jsonb, definition int)`)

/** A correction is one more row that says what it replaces, why, and who says so. */
export const keepCorrection = (
  db: Write,
  network: NetworkId,
  { indicator, period, value }: Taken,
  now: Date,
  correction: Correction
) =>
  db.run(sql`
    insert into plan.indicator_values (network_id, id, indicator, period_from, period_to, value, source, definition, at,
                                       reason, replaces, account_id)
    values (${network}, ${crypto.randomUUID()}, ${indicator.code}, ${period.from}, ${period.to},
            ${JSON.stringify(value)}::jsonb, 'computed', ${indicator.version}, ${now}, ${correction.reason},
            ${correction.replaces}, ${correction.account})`)
