// What the responsible body says to a recommendation, and the task that follows from it.
import { sql } from 'kysely'
import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { isUuid } from '#kernel/id.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { addTask } from '../add-task.server.ts'
import { taskRows } from '../rows.ts'
import { strategyOf, taskFactsOf } from '../stored.server.ts'
import { foldTask } from '../tasks.ts'
import { answers, type EvaluationFact } from './evaluation.ts'
import { addEvaluationFact, loadEvaluations, lockEvaluations } from './store.server.ts'
import { evaluationVerbs } from './verbs.ts'

const words = z.string().max(4000)
const trilingual = z.strictObject({ sr: words, sq: words, en: words })
const filled = z.string().trim().min(1).max(1000)

export const AnswerRecommendation = z.strictObject({
  recommendation: z.uuid(),
  answer: z.enum(answers),
  why: trilingual,
  body: z.string().max(64),
  /** The answer that was seen; null when there was none. Two people who answer at once are both heard. */
  before: z.enum(answers).nullable()
})
export type AnswerRecommendation = z.infer<typeof AnswerRecommendation>

/** Throws `evaluation.needs-another-person`, `evaluation.needs-words`, `common.changed-by-other`. */
export const answerRecommendation = (
  actor: Actor,
  id: string,
  { before, ...input }: AnswerRecommendation,
  timezone: string
) =>
  work(actor, evaluationVerbs['evaluation.answer'], async ({ db, now }) => {
    if (!isStaff(actor) || !isUuid(id)) throw notFound()
    await lockEvaluations(db, actor.network)
    const [found] = await loadEvaluations(db, actor.network, id)
    const held = found?.evaluation.recommendations.find(r => r.id === input.recommendation)
    if (!found || !held) throw notFound()
    if ((held.answer?.answer ?? null) !== before) throw problem('common.changed-by-other', 409)
    const { institutions } = await strategyOf(db, actor.network)
    if (!institutions.items.some(i => i.id === input.body)) throw problem('evaluation.needs-body', 422)
    const fact: EvaluationFact = {
      kind: 'recommendation-answered',
      on: dayIn(now, timezone),
      by: actor.account,
      ...input
    }
    await addEvaluationFact(db, actor.network, id, found.facts, fact, now)
    return { subject: `plan.evaluations/${id}`, detail: { answer: input.answer }, reply: null }
  })

export const FollowUp = z.strictObject({
  recommendation: z.uuid(),
  /** A task of the plan, or a new one of our own beside the printed ones. */
  task: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('existing'), id: z.string().max(64) }),
    z.strictObject({
      kind: z.literal('new'),
      activity: z.string().max(64),
      words: z.strictObject({ sr: filled, sq: filled, en: filled })
    })
  ]),
  deadline: z.iso.date()
})
export type FollowUp = z.infer<typeof FollowUp>

/** A task that has no deadline yet gets this one; a task that has one keeps its own, which moves with a reason only. */
export const followUp = (actor: Actor, id: string, input: FollowUp, timezone: string) =>
  work(actor, evaluationVerbs['evaluation.answer'], async unit => {
    if (!isStaff(actor) || !isUuid(id)) throw notFound()
    const { db, now } = unit
    const { network, account } = actor
    await lockEvaluations(db, network)
    const [found] = await loadEvaluations(db, network, id)
    if (!found) throw notFound()
    const on = dayIn(now, timezone)
    if (input.deadline < on) throw problem('evaluation.deadline-passed', 422)
    if (input.task.kind === 'existing') {
      const wanted = input.task.id
      if (!taskRows(await strategyOf(db, network)).some(row => row.task.id === wanted)) throw notFound()
    }
    const task =
      input.task.kind === 'existing'
        ? input.task.id
        : await addTask(
            unit,
            { network, account, timezone },
            { activity: input.task.activity, words: input.task.words, from: { kind: 'evaluation', id } }
          )
    const { recommendation, deadline } = input
    const fact: EvaluationFact = { kind: 'recommendation-followed', on, by: account, recommendation, task, deadline } // prettier-ignore
    await addEvaluationFact(db, network, id, found.facts, fact, now)
    const state = foldTask((await taskFactsOf(db, network)).get(task) ?? [], on)
    if (state.deadline === undefined && state.status !== 'done')
      await db.run(sql`
        insert into plan.task_facts (network_id, id, task, kind, happened_on, at, account_id, detail)
        values (${network}, ${crypto.randomUUID()}, ${task}, 'deadline-set', ${on}, ${now}, ${account},
                ${JSON.stringify({ deadline })}::jsonb)`)
    return { subject: `plan.evaluations/${id}`, detail: { task }, reply: { task } }
  })
