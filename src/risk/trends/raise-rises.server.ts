// Rises that are worth a person's time become alerts of the early-warning circle, each once however many nights it is seen.
import { sql } from 'kysely'
import { browse, work } from '#access/work.server.ts'
import type { SystemActor } from '#kernel/actor.ts'
import { riskCategories } from '#kernel/htcds-strategy.ts'
import type { CircleId } from '#kernel/id.ts'
import { raiseAlert, type NewAlert } from '../alerts/raise.server.ts'
import type { Source } from './counted.server.ts'
import { lookForRises } from './look-for-rises.server.ts'
import { mostYears, riseId, type Rise } from './rises.ts'
import { trendVerbs } from './verbs.ts'

/** What AlertWhy can say. */
const longestRun = 60

export const riseAlert = (rise: Rise): NewAlert => {
  const { filter, level, observed, usual, periods, unit, since, onceInYears } = rise
  return {
    kind: filter.sign ?? 'several',
    category: riskCategories.find(category => category === filter.category) ?? null,
    settlement: filter.settlement,
    level: level === 'far' ? 'risk' : 'watch',
    source: { kind: 'statistics', id: riseId(rise) },
    why: {
      code: 'rise',
      params: {
        observed,
        usual: Math.round(usual * 10) / 10,
        periods: Math.min(periods, longestRun),
        unit,
        since,
        ...(onceInYears !== undefined && { onceInYears: Math.min(mostYears, onceInYears) })
      }
    }
  }
}

/** Every night. Without an early-warning circle there is nobody to tell, and nothing is looked at. */
export const raiseRises = async (
  system: SystemActor,
  sources: readonly Source[]
): Promise<{ found: number; raised: number }> => {
  const place = await browse(system, trendVerbs['trend.look-for-rises'], ({ db }) =>
    db.row(sql<{ circle: CircleId | null; zone: string | null }>`
      select (select circle from access.warning_circle()) as circle, profile->>'timezone' as zone
      from identity.networks where network_id = ${system.network}`)
  )
  const circle = place?.circle
  if (!circle) return { found: 0, raised: 0 }
  const rises = await lookForRises(system, trendVerbs['trend.look-for-rises'], sources, place.zone ?? 'UTC')
  return work(system, trendVerbs['trend.look-for-rises'], async act => {
    let raised = 0
    for (const rise of rises) {
      const { isNew } = await raiseAlert(act, system, { ...riseAlert(rise), circle })
      if (isNew) raised++
    }
    return {
      subject: 'risk.alerts/rises',
      detail: { found: rises.length, raised },
      reply: { found: rises.length, raised }
    }
  })
}
