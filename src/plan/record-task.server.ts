import { sql } from 'kysely'
import { z } from 'zod'
import { may } from '#access/verbs.ts'
import { work, type Read } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import type { NetworkId } from '#kernel/id.ts'
import { notFound, problem, type ProblemCode } from '#kernel/problem.ts'
import { foldTask, ownersFacts, ownsTask, refuseTaskFact, taskRows, type TaskFact } from './index.ts'
import { strategyOf, taskFactsOf } from './stored.server.ts'
import { planVerbs } from './verbs.ts'

const words = z.string().trim().min(1).max(1000)
const task = z.string().max(64)
export const RecordTask = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('owner-named'), organisation: z.uuid(), person: z.uuid().optional() }),
  z.strictObject({ kind: z.literal('deadline-set'), deadline: z.iso.date(), reason: words.optional() }),
  z.strictObject({ kind: z.literal('budget-set'), cents: z.int(), line: words.optional() }),
  z.strictObject({ kind: z.literal('progress-recorded'), words, share: z.number().optional() }),
  z.strictObject({ kind: z.literal('evidence-added'), evidence: words, address: words.optional() }),
  z.strictObject({ kind: z.literal('dependency-added'), task }),
  z.strictObject({ kind: z.literal('dependency-removed'), task }),
  z.strictObject({
    kind: z.literal('late-because'),
    words: z.strictObject({ sr: words, sq: words, en: words })
  }),
  z.strictObject({ kind: z.literal('task-done') }),
  z.strictObject({ kind: z.literal('task-reopened'), reason: words })
])
export type RecordTask = z.infer<typeof RecordTask>

/**
 * One dated fact about a task of the plan, by whoever leads the plan or, of their own task, by its owner. Throws the rule's own
 * problem (`task.needs-evidence` …) when it is not the time.
 */
export const recordTask = (actor: Actor, task: string, input: RecordTask, timezone: string) => {
  const leads = may(actor, planVerbs['plan.record-progress'])
  return work(
    actor,
    planVerbs[leads ? 'plan.record-progress' : 'plan.tell-of-own-task'],
    async ({ db, now }) => {
      if (!isStaff(actor)) throw notFound()
      if (!leads && !ownersFacts.includes(input.kind)) throw notFound()
      // in turns: two dependencies written at once could otherwise close a circle
      await db.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`plan-tasks ${actor.network}`}, 0))`)
      const strategy = await strategyOf(db, actor.network)
      const tasks = taskRows(strategy).map(row => row.task.id)
      if (!tasks.includes(task)) throw notFound()
      const on = dayIn(now, timezone)
      const all = await taskFactsOf(db, actor.network)
      const fact = { ...input, on, by: actor.account } as TaskFact
      // the owner of this moment: who was named before another tells nothing more
      if (!leads && !ownsTask(foldTask(all.get(task) ?? [], on), actor)) throw problem('task.not-yours', 403)
      const others = new Map(tasks.map(id => [id, foldTask(all.get(id) ?? [], on)]))
      const refused = refuseTaskFact(task, all.get(task) ?? [], fact, on, others)
      if (refused) throw problem(refused as ProblemCode, 422)
      if (input.kind === 'owner-named') await checkOwner(db, actor.network, input)
      const { kind, ...detail } = input
      await db.run(sql`
      insert into plan.task_facts (network_id, id, task, kind, happened_on, at, account_id, detail)
      values (${actor.network}, ${crypto.randomUUID()}, ${task}, ${kind}, ${on}, ${now}, ${actor.account}, ${JSON.stringify(detail)}::jsonb)`)
      return { subject: `plan.task_facts/${task}`, detail: { kind }, reply: null }
    }
  )
}

/** A person owns a task for the organisation they work in; who left owns nothing new. */
const checkOwner = async (
  db: Read,
  network: NetworkId,
  { organisation, person }: { organisation: string; person?: string | undefined }
) => {
  const found = await db.row(
    person
      ? sql`select 1 from identity.people
            where network_id = ${network} and id = ${person} and organisation_id = ${organisation} and left_at is null`
      : sql`select 1 from identity.organisations where network_id = ${network} and id = ${organisation}`
  )
  if (!found) throw problem('task.no-such-owner', 422)
}
