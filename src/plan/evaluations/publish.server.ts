import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { isUuid } from '#kernel/id.ts'
import { notFound } from '#kernel/problem.ts'
import { strategyOf } from '../stored.server.ts'
import type { Strategy } from '../strategy.ts'
import type { EvaluationFact } from './evaluation.ts'
import { publishedEvaluation, type SayNumber } from './published.ts'
import {
  addEdition,
  addEvaluationFact,
  citedValues,
  loadEvaluations,
  lockEvaluations,
  type CitedValue
} from './store.server.ts'
import { evaluationVerbs } from './verbs.ts'

export const PublishEvaluation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('publish') }),
  z.strictObject({ kind: z.literal('withdraw'), reason: z.string().trim().max(1000) })
])
export type PublishEvaluation = z.infer<typeof PublishEvaluation>

/** Says a cited value as the public may see it: the rule for small numbers is the app's to apply, since codes have their words there. */
export type SayCited = (value: CitedValue, strategy: Strategy) => ReturnType<SayNumber>

/** Throws `evaluation.needs-another-person`, `evaluation.nothing-new`, `evaluation.needs-reason`. */
export const publishEvaluation = (
  actor: Actor,
  id: string,
  input: PublishEvaluation,
  timezone: string,
  say: SayCited
) =>
  work(actor, evaluationVerbs['evaluation.publish'], async ({ db, now }) => {
    if (!isStaff(actor) || !isUuid(id)) throw notFound()
    const { network } = actor
    await lockEvaluations(db, network)
    const [found] = await loadEvaluations(db, network, id)
    if (!found) throw notFound()
    const { type, evaluation } = found
    const edition = evaluation.editions + 1
    const dated = { on: dayIn(now, timezone), by: actor.account as string }
    const fact: EvaluationFact =
      input.kind === 'publish'
        ? { kind: 'evaluation-published', ...dated, edition }
        : { kind: 'evaluation-withdrawn', ...dated, reason: input.reason }
    await addEvaluationFact(db, network, id, found.facts, fact, now)
    const strategy = await strategyOf(db, network)
    const cited = await citedValues(
      db,
      network,
      evaluation.evidence.flatMap(one => (one.kind === 'value' ? [one.value] : []))
    )
    const sayNumber: SayNumber = value => {
      const one = cited.find(c => c.id === value)
      return one && say(one, strategy)
    }
    const document =
      input.kind === 'publish' ? publishedEvaluation(type, evaluation, strategy, sayNumber) : null
    await addEdition(db, network, id, edition, document, now)
    return { subject: `plan.evaluations/${id}`, detail: { step: input.kind, edition }, reply: null }
  })
