// Where the next euro helps, as a reader at the desk may see it: lights and gaps as the board shows them, alerts only for those who may see counts.
import type { Actor } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import { alertsThatWeigh, nextMeasures } from '#plan/next/next.ts'
import { openAlerts } from '#risk/alerts/counts.server.ts'
import { shownGaps } from './shown-gaps.server.ts'
import { shownPlan } from './shown-plan.server.ts'

export const shownNext = async (actor: Actor, locale: Locale, timezone: string) => {
  const { strategy, tasks, rows, today } = await shownPlan(actor, locale, timezone)
  const { gaps } = await shownGaps(actor, timezone)
  const alerts = await openAlerts(actor)
  return {
    measures: nextMeasures({
      strategy,
      tasks,
      gaps: gaps.map(({ id, words, links, state }) => ({
        gap: id,
        words,
        activities: links.map(l => l.activity),
        state
      })),
      offTrack: new Set(
        Object.entries(rows).flatMap(([id, row]) => (row.light.light === 'behind' ? [id] : []))
      ),
      manyAlerts: alerts && alerts.all >= alertsThatWeigh,
      today
    }),
    unconfirmed: gaps.filter(g => !g.confirmed).length,
    alerts: alerts && alerts.lines
  }
}
