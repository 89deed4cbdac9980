import { sql } from 'kysely'
import { count, work, type Read } from '#access/work.server.ts'
import type { Actor } from '#kernel/actor.ts'
import { year as yearPeriod } from '#kernel/period.ts'
import type { Indicator } from './indicator.ts'
import type { IndicatorValue } from './value.ts'
import { planVerbs } from './verbs.ts'

/** Asks every contributed indicator for a year and keeps what it says: value, definition, time. Nothing is overwritten. */
export const takeValues = async (
  actor: Actor,
  year: number,
  indicators: readonly Indicator<Read>[]
): Promise<{ taken: number }> => {
  const period = yearPeriod(year)
  const taken: { indicator: Indicator<Read>; value: IndicatorValue }[] = await count(
    actor.network,
    async ({ db }) => {
      const values = []
      for (const indicator of indicators) values.push({ indicator, value: await indicator.value(db, period) })
      return values
    }
  )
  return work(actor, planVerbs['indicator.take-values'], async ({ db, now }) => {
    for (const { indicator, value } of taken)
      await db.run(sql`
        insert into plan.indicator_values (network_id, id, indicator, period_from, period_to, value, source, definition, at)
        values (${actor.network}, ${crypto.randomUUID()}, ${indicator.code}, ${period.from}, ${period.to},
                ${JSON.stringify(value)}::jsonb, 'computed', ${indicator.version}, ${now})`)
    return {
      subject: 'plan.indicator_values/taken',
      detail: { year, taken: taken.length },
      reply: { taken: taken.length }
    }
  })
}
