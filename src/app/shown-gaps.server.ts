// The gaps of the situation analysis: which measures answer each, how far their tasks are, and whether their indicators move.
import { may } from '#access/verbs.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { movementOf, progressOf, readGap, undefinedYet, whichIndicator } from '#plan/index.ts'
import { readGaps } from '#plan/gaps/read-gaps.server.ts'
import { readPlan } from '#plan/read-plan.server.ts'
import { planVerbs } from '#plan/verbs.ts'
import { isProtected } from './indicator-numbers.ts'

export const shownGaps = async (actor: Actor, timezone: string) => {
  const { strategy, tasks, stored, definitions, today } = await readPlan(actor, timezone)
  const { links, facts, people } = await readGaps(actor)
  const nameOf = new Map(people.map(p => [p.id, p.name]))
  const byKey = Map.groupBy(stored, v => v.indicator)
  // of a table printed twice, the repeated activity has no tasks or indicators of its own to be read
  const activities = strategy.results_framework.flatMap(t => t.activities)
  const measures = activities
    .filter(a => !a.duplicate_of || a.canonical)
    .map(activity => ({
      id: activity.id,
      title: activity.title,
      tasks: progressOf(activity.tasks.flatMap(t => tasks[t.id] ?? [])),
      indicators: activity.indicators.map(indicator => {
        const { key, of } = whichIndicator(strategy, indicator.id)!
        const movement = movementOf({
          indicator: key,
          stored: byKey.get(key) ?? [],
          defined: definitions.get(key) ?? undefinedYet,
          today,
          shown: value => !isProtected(value, of)
        })
        return { id: indicator.id, name: { sr: indicator.sr, sq: indicator.sq, en: indicator.en }, kind: indicator.kind, movement } // prettier-ignore
      })
    }))
  const gaps = strategy.situation_analysis.gaps.map(({ id, sr, sq, en, note }) => {
    const of = links.find(l => l.gap === id)!
    const answering = measures.filter(m => of.links.some(l => l.activity === m.id))
    const sum = (status: 'done' | 'late' | 'total') => answering.reduce((n, m) => n + m.tasks[status], 0)
    return {
      id,
      words: { sr, sq, en },
      note: note ?? null,
      links: of.links,
      /** Whoever changed the links last does not confirm them. */
      changedByMe: isStaff(actor) && of.changedBy === actor.account,
      confirmed: of.confirmed && { at: of.confirmed.at, by: nameOf.get(of.confirmed.by) ?? null },
      ...readGap(of, answering.flatMap(m => m.indicators.map(i => i.movement))), // prettier-ignore
      tasks: { done: sum('done'), late: sum('late'), total: sum('total') },
      history: facts.filter(f => f.gap === id).map(f => ({ ...f, by: nameOf.get(f.by) ?? null })).reverse() // prettier-ignore
    }
  })
  return { gaps, measures, mayChange: may(actor, planVerbs['gap.change']) }
}
export type ShownGap = Awaited<ReturnType<typeof shownGaps>>['gaps'][number]
export type ShownMeasure = Awaited<ReturnType<typeof shownGaps>>['measures'][number]
