import { browse } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { notFound } from '#kernel/problem.ts'
import { definitionsOf } from './indicators/stored.server.ts'
import { foldTask, taskRows } from './index.ts'
import { storedValues, strategyOf, taskFactsOf } from './stored.server.ts'
import { planVerbs } from './verbs.ts'

/** The whole plan as the network shares it. Values are raw here: whoever shows them protects them for their reader first. */
export const readPlan = (actor: Actor, timezone: string) =>
  browse(actor, planVerbs['plan.read'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const today = dayIn(now, timezone)
    const strategy = await strategyOf(db, actor.network)
    const facts = await taskFactsOf(db, actor.network)
    const tasks = Object.fromEntries(
      taskRows(strategy).map(({ task }) => [task.id, foldTask(facts.get(task.id) ?? [], today)])
    )
    return {
      today,
      strategy,
      tasks,
      stored: await storedValues(db, actor.network),
      definitions: await definitionsOf(db, actor.network)
    }
  })
