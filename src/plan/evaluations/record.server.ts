import { sql } from 'kysely'
import { z } from 'zod'
import { work } from '#access/work.server.ts'
import { isStaff, type Actor } from '#kernel/actor.ts'
import { dayIn } from '#kernel/day.ts'
import { idSchema, isUuid, type Id } from '#kernel/id.ts'
import { languages } from '#kernel/locale.ts'
import { notFound, problem } from '#kernel/problem.ts'
import { latestValue } from '../value.ts'
import { storedValues, strategyOf } from '../stored.server.ts'
import { whichIndicator } from '../indicators/which.ts'
import type { Strategy } from '../strategy.ts'
import { evaluationTypes, wordParts, type Evaluation, type EvaluationFact } from './evaluation.ts'
import { addEvaluationFact, loadEvaluations, lockEvaluations } from './store.server.ts'
import { evaluationVerbs } from './verbs.ts'

type EvaluationId = Id<'evaluation'>
const uuid = idSchema<EvaluationId>()
const long = z.string().max(20_000)
const short = z.string().max(2000)
const tri = (of: z.ZodString) => z.strictObject({ sr: of, sq: of, en: of })
const reason = z.string().trim().max(1000)
const ids = z.array(z.string().max(64)).max(200)
const period = z.strictObject({ from: z.iso.date(), to: z.iso.date() })
const scope = z.strictObject({ activities: ids, indicators: ids, gaps: ids })

export const PlanEvaluation = z.strictObject({
  id: uuid,
  type: z.enum(evaluationTypes),
  title: tri(short),
  question: tri(long),
  period
})
export type PlanEvaluation = z.infer<typeof PlanEvaluation>

/** Throws `evaluation.needs-words`, `evaluation.not-a-period`. The same request sent again on a bad line makes nothing twice. */
export const planEvaluation = (actor: Actor, { id, type, ...plan }: PlanEvaluation, timezone: string) =>
  work(actor, evaluationVerbs['evaluation.plan'], async ({ db, now }) => {
    if (!isStaff(actor)) throw notFound()
    const { network, account: by } = actor
    const made = await db.run(sql`
      insert into plan.evaluations (network_id, id, type) values (${network}, ${id}, ${type}) on conflict do nothing`)
    if (made)
      await addEvaluationFact(db, network, id, [], { kind: 'evaluation-planned', on: dayIn(now, timezone), by, ...plan }, now) // prettier-ignore
    return { subject: `plan.evaluations/${id}`, detail: { type }, reply: { id } }
  })

export const RecordEvaluation = z.discriminatedUnion('kind', [
  /** `before`: the text the editor began from. When somebody saved another one meanwhile, both are shown and nothing is overwritten. */
  z.strictObject({ kind: z.literal('words-written'), part: z.enum(wordParts), language: z.enum(languages), before: long, text: long }), // prettier-ignore
  z.strictObject({ kind: z.literal('recommendation-written'), recommendation: uuid, language: z.enum(languages), before: long, text: long }), // prettier-ignore
  z.strictObject({ kind: z.literal('scope-set'), before: scope, scope }),
  z.strictObject({ kind: z.literal('period-set'), before: period, period }),
  z.strictObject({ kind: z.literal('evaluation-begun') }),
  z.strictObject({ kind: z.literal('evidence-added'), id: uuid, words: tri(short), address: z.string().trim().max(1000).nullable() }), // prettier-ignore
  z.strictObject({ kind: z.literal('value-cited'), id: uuid, indicator: z.string().max(64), period }),
  z.strictObject({ kind: z.literal('evidence-removed'), evidence: uuid, reason }),
  z.strictObject({ kind: z.literal('recommendation-added'), recommendation: uuid, words: tri(long) }),
  z.strictObject({ kind: z.literal('recommendation-removed'), recommendation: uuid, reason }),
  z.strictObject({ kind: z.literal('findings-ready') }),
  z.strictObject({ kind: z.literal('findings-reopened'), reason })
])
export type RecordEvaluation = z.infer<typeof RecordEvaluation>

/** One dated fact. Throws the rule's refusals (`evaluation.needs-words` …) and `common.changed-by-other`. */
export const recordEvaluation = (actor: Actor, id: string, input: RecordEvaluation, timezone: string) =>
  work(actor, evaluationVerbs['evaluation.write'], async ({ db, now }) => {
    if (!isStaff(actor) || !isUuid(id)) throw notFound()
    const { network } = actor
    await lockEvaluations(db, network)
    const [found] = await loadEvaluations(db, network, id)
    if (!found) throw notFound()
    const done = { subject: `plan.evaluations/${id}`, detail: { kind: input.kind }, reply: null }
    if (isThere(found.evaluation, input)) return done
    if ('before' in input && !sameAs(input.before, heldBy(found.evaluation, input)))
      throw problem('common.changed-by-other', 409)
    const strategy = await strategyOf(db, network)
    const dated = { on: dayIn(now, timezone), by: actor.account as string }
    const fact: EvaluationFact =
      input.kind === 'value-cited'
        ? {
            ...dated,
            kind: 'evidence-added',
            evidence: {
              kind: 'value',
              id: input.id,
              indicator: input.indicator,
              value: valueOf(await storedValues(db, network), strategy, input),
              asOf: dated.on
            }
          }
        : factOf(input, strategy, dated)
    await addEvaluationFact(db, network, id, found.facts, fact, now)
    return done
  })

/** Sent again on a bad line. */
const isThere = (e: Evaluation, input: RecordEvaluation): boolean =>
  input.kind === 'recommendation-added'
    ? e.recommendations.some(r => r.id === input.recommendation)
    : (input.kind === 'evidence-added' || input.kind === 'value-cited') &&
      e.evidence.some(one => one.id === input.id)

const heldBy = (e: Evaluation, input: RecordEvaluation & { before: unknown }): unknown => {
  switch (input.kind) {
    case 'words-written':
      return e.words[input.part][input.language]
    case 'recommendation-written':
      return e.recommendations.find(r => r.id === input.recommendation)?.words[input.language] ?? input.before
    case 'scope-set':
      return e.scope
    case 'period-set':
      return e.period
  }
}
const sameAs = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, v: unknown) =>
    v && typeof v === 'object' && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).sort()) : v
  )

const valueOf = (
  stored: Awaited<ReturnType<typeof storedValues>>,
  strategy: Strategy,
  { indicator, period: of }: RecordEvaluation & { kind: 'value-cited' }
): string => {
  const key = whichIndicator(strategy, indicator)?.key
  const value = key && latestValue(stored, key, of)
  if (!value) throw problem('evaluation.no-value', 422)
  return value.id
}

const factOf = (
  input: Exclude<RecordEvaluation, { kind: 'value-cited' }>,
  strategy: Strategy,
  dated: { on: string; by: string }
): EvaluationFact => {
  if (input.kind === 'evidence-added') {
    const { id, words, address } = input
    return { ...dated, kind: input.kind, evidence: { kind: 'words', id, words, address: address || null } }
  }
  if (input.kind === 'scope-set') {
    const activities = strategy.results_framework.flatMap(t => t.activities)
    const known = new Set([
      ...activities.flatMap(a => [a.id, ...a.indicators.map(i => i.id)]),
      ...strategy.situation_analysis.gaps.map(g => g.id)
    ])
    if (Object.values(input.scope).flat().some(one => !known.has(one))) throw notFound() // prettier-ignore
  }
  const { before: _before, ...rest } = { before: undefined, ...input }
  return { ...dated, ...rest } as EvaluationFact
}
