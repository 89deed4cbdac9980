import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { work, type Write } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { NetworkId } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { taskSources } from './added-task.ts'
import { adoptedStrategyOf } from './stored.server.ts'
import { planVerbs } from './verbs.ts'

const words = z.string().trim().min(1).max(1000)
export const AddTask = z.strictObject({
  activity: z.string().max(64),
  words: z.strictObject({ sr: words, sq: words, en: words }),
  from: z.strictObject({ kind: z.enum(taskSources), id: z.string().max(64).optional() })
})
export type AddTask = z.infer<typeof AddTask>

type Unit = { db: Write; now: Date }
type By = { network: NetworkId; account: string; timezone: string }

/** Adds a task within another use case's unit of work, whose permission and entry speak for it. Throws when the activity is not in the plan. */
export const addTask = async ({ db, now }: Unit, by: By, { activity, words, from }: AddTask) => {
  const strategy = await adoptedStrategyOf(db, by.network)
  if (!strategy.results_framework.some(t => t.activities.some(a => a.id === activity))) throw notFound()
  const id = `added-${randomBytes(6).toString('hex')}`
  await db.run(sql`
    insert into plan.added_tasks (network_id, id, activity, words, comes_from, added_on, at, account_id)
    values (${by.network}, ${id}, ${activity}, ${JSON.stringify(words)}::jsonb, ${JSON.stringify(from)}::jsonb,
            ${dayIn(now, by.timezone)}, ${now}, ${by.account})`)
  return id
}

/** A task of our own, from the board. */
export const addOwnTask = (actor: Actor, input: AddTask, timezone: string) =>
  work(actor, planVerbs['plan.add-task'], async unit => {
    if (!isStaff(actor)) throw notFound()
    const id = await addTask(unit, { network: actor.network, account: actor.account, timezone }, input)
    return { subject: `plan.added_tasks/${id}`, detail: { from: input.from.kind }, reply: { id } }
  })
