import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { browse, work, type Read } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { overlaps, year as yearPeriod } from '#kernel/period.ts'
import { notFound, problem } from '#kernel/problem.ts'
import type { Indicator } from './indicator.ts'
import { latestValue } from './value.ts'
import { isFinal } from './values-due.ts'
import { countEach, countingOf, keepCorrection } from './take-values.server.ts'
import { planVerbs } from './verbs.ts'

export const Recount = z.strictObject({
  year: z.int().min(2000).max(2200),
  reason: z.string().trim().min(1).max(1000)
})
export type Recount = z.infer<typeof Recount>

/**
 * A final value was wrong because something was recorded late or corrected: counts the ended year again, and the three years
 * it is part of, and keeps what differs as a correction with its reason. Gives how many values changed.
 * Throws `value.still-counted` for a year that every night still counts.
 */
export const recount = async (
  actor: Actor,
  code: string,
  input: Recount,
  indicators: readonly Indicator<Read>[]
) => {
  if (!isStaff(actor)) throw notFound()
  const { network, account } = actor
  const indicator = indicators.find(i => i.code === code)
  if (!indicator) throw notFound()
  const wanted = await browse(actor, planVerbs['indicator.recount'], async ({ db, now }) => {
    const { stored, dayOf } = await countingOf(db, network, now, indicators)
    const ended = yearPeriod(input.year)
    const finals = stored.filter(
      v => v.indicator === code && overlaps(v.period, ended) && isFinal(v, indicator, dayOf)
    )
    const periods = new Map(finals.map(v => [`${v.period.from} ${v.period.to}`, v.period]))
    return [...periods.values()].map(period => ({
      indicator,
      period,
      standing: latestValue(stored, code, period)!
    }))
  })
  if (wanted.length === 0) throw problem('value.still-counted', 409)
  const counted = await countEach(network, wanted)
  return work(actor, planVerbs['indicator.recount'], async ({ db, now }) => {
    let changed = 0
    for (const [i, one] of counted.entries()) {
      const { standing } = wanted[i]!
      if (isDeepStrictEqual(standing.value, one.value)) continue
      await keepCorrection(db, network, one, now, { replaces: standing.id, reason: input.reason, account })
      changed++
    }
    return {
      subject: 'plan.indicator_values/recounted',
      detail: { code, year: input.year, changed },
      reply: { changed }
    }
  })
}
