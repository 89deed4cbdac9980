import { browse } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { notFound } from '#kernel/problem.ts'
import { foldGaps, readGap } from '../gaps/gaps.ts'
import { shippedReadings } from '../gaps/readings.server.ts'
import { codeOfRow } from '../indicator-codes.ts'
import { undefinedYet } from '../indicators/definition.ts'
import { movementOf } from '../indicators/movement.ts'
import { distinctIndicators, taskRows } from '../rows.ts'
import { definitionsOf, gapFactsOf, storedValues, strategyOf, taskFactsOf } from '../stored.server.ts'
import type { Strategy } from '../strategy.ts'
import { foldTask } from '../tasks.ts'
import { planVerbs } from '../verbs.ts'
import { nextMeasures, offTrackRows, type Measuring } from './next.ts'

/** `shown`: the rule for small numbers, which the app applies; `manyAlerts` null for a reader who may not know. */
export const readNext = (
  actor: Actor,
  timezone: string,
  shown: (strategy: Strategy) => Measuring['shown'],
  manyAlerts: boolean | null
) =>
  browse(actor, planVerbs['plan.read'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network } = actor
    const today = dayIn(now, timezone)
    const strategy = await strategyOf(db, network)
    const facts = await taskFactsOf(db, network)
    const stored = await storedValues(db, network)
    const definitions = await definitionsOf(db, network)
    const mayShow = shown(strategy)
    const movements = distinctIndicators(strategy).map(({ indicator, printedAs }) => {
      const key = codeOfRow(strategy, indicator.id) ?? indicator.id
      const defined = definitions.get(key) ?? undefinedYet
      const movement = movementOf({
        indicator: key,
        stored,
        defined,
        today,
        shown: value => mayShow(key, value)
      })
      return { printedAs, movement }
    })
    const links = foldGaps(strategy, shippedReadings(strategy.id), await gapFactsOf(db, network))
    const activities = strategy.results_framework.flatMap(t => t.activities)
    const gaps = strategy.situation_analysis.gaps.map(({ id, sr, sq, en }) => {
      const link = links.find(l => l.gap === id)!
      const of = link.links.map(l => l.activity)
      const rows = new Set(
        activities.filter(a => of.includes(a.id)).flatMap(a => a.indicators.map(i => i.id))
      )
      const moving = movements.filter(m => m.printedAs.some(row => rows.has(row))).map(m => m.movement)
      return {
        gap: id,
        words: { sr, sq, en },
        activities: of,
        state: readGap(link, moving).state,
        confirmed: link.confirmed !== null
      }
    })
    return {
      today,
      measures: nextMeasures({
        strategy,
        tasks: new Map(
          taskRows(strategy).map(({ task }) => [task.id, foldTask(facts.get(task.id) ?? [], today)])
        ),
        gaps,
        offTrack: offTrackRows({ strategy, stored, definitions, today, shown: mayShow }),
        manyAlerts,
        today
      }),
      unconfirmed: gaps.filter(g => !g.confirmed).map(g => g.gap)
    }
  })
