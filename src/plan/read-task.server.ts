import { sql } from 'kysely'
import { browse, type Read } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { NetworkId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { foldTask, taskRows, withAddedTasks, type Strategy, type TaskRow } from './index.ts'
import { ownersOf } from './owners.server.ts'
import { addedTasksOf, strategyOf, taskFactsOf } from './stored.server.ts'
import { planVerbs } from './verbs.ts'

/** One task: what the text says, what became of it, what it waits for and what waits for it. */
export const readTask = (actor: Actor, id: string, timezone: string) =>
  browse(actor, planVerbs['plan.read'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const today = dayIn(now, timezone)
    const strategy = await strategyOf(db, actor.network)
    const rows = taskRows(strategy)
    const here = rows.find(r => r.task.id === id)
    const row = here ?? (await inEarlierText(db, actor.network, id))
    if (!row) throw notFound()
    const all = await taskFactsOf(db, actor.network)
    const facts = all.get(id) ?? []
    const state = foldTask(facts, today)
    const others = rows
      .filter(r => r.task.id !== id)
      .map(({ task, activity }) => {
        const { status, deadline, dependsOn } = foldTask(all.get(task.id) ?? [], today)
        return { task, activity: activity.title, status, deadline, dependsOn }
      })
    const responsible = row.activity.responsible
      .filter(r => r.tasks.includes(id) || r.link === 'whole_activity')
      .flatMap(r => r.institutions)
    return {
      today,
      task: row.task,
      activity: { id: row.activity.id, title: row.activity.title },
      /** The institutions the text names; who owns the task is said by people. */
      printedFor: strategy.institutions.items.filter(i => responsible.includes(i.id)),
      state,
      facts: facts.toReversed(),
      /** No longer in the plan; its history stays. */
      removed: !here,
      others: others.map(({ dependsOn: _, ...other }) => other),
      waitedForBy: others.filter(o => o.dependsOn.includes(id)).map(o => o.task.id),
      owners: await ownersOf(db, actor.network)
    }
  })

const inEarlierText = async (db: Read, network: NetworkId, id: string): Promise<TaskRow | undefined> => {
  const texts = await db.rows(sql<{ document: Strategy }>`
    select document from plan.strategies where network_id = ${network} order by version desc`)
  const added = await addedTasksOf(db, network)
  for (const { document } of texts) {
    const row = taskRows(withAddedTasks(document, added)).find(r => r.task.id === id)
    if (row) return row
  }
  return undefined
}
