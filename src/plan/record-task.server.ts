import { sql } from 'kysely'
import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { notFound, problem, type ProblemCode } from '#kernel/problem.ts'
import { refuseTaskFact, taskRows, type TaskFact } from './index.ts'
import { strategyOf, taskFactsOf } from './stored.server.ts'
import { planVerbs } from './verbs.ts'

const words = z.string().trim().min(1).max(1000)
export const RecordTask = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('task-assigned'), owner: words }),
  z.strictObject({ kind: z.literal('deadline-set'), deadline: z.iso.date(), reason: words.optional() }),
  z.strictObject({ kind: z.literal('progress-recorded'), words }),
  z.strictObject({ kind: z.literal('evidence-added'), evidence: words }),
  z.strictObject({ kind: z.literal('task-done') }),
  z.strictObject({ kind: z.literal('task-reopened'), reason: words })
])
export type RecordTask = z.infer<typeof RecordTask>

/** One dated fact about a task of the plan. Throws the rule's own problem (`task.needs-evidence` …) when it is not the time. */
export const recordTask = (actor: Actor, task: string, input: RecordTask, timezone: string) =>
  work(actor, planVerbs['plan.record-progress'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const strategy = await strategyOf(db, actor.network)
    if (!taskRows(strategy).some(row => row.task.id === task)) throw notFound()
    const on = dayIn(now, timezone)
    const facts = (await taskFactsOf(db, actor.network)).get(task) ?? []
    const fact = { ...input, on, by: actor.account } as TaskFact
    const refused = refuseTaskFact(facts, fact, on)
    if (refused) throw problem(refused as ProblemCode, 422)
    const { kind, ...detail } = input
    await db.run(sql`
      insert into plan.task_facts (network_id, id, task, kind, happened_on, at, account_id, detail)
      values (${actor.network}, ${crypto.randomUUID()}, ${task}, ${kind}, ${on}, ${now}, ${actor.account}, ${JSON.stringify(detail)}::jsonb)`)
    return { subject: `plan.task_facts/${task}`, detail: { kind }, reply: null }
  })
