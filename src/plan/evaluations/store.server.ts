import { sql } from 'kysely'
import type { Read, Write } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Period } from '#kernel/period.ts'
import { problem, type ProblemCode } from '#kernel/problem.ts'
import type { IndicatorValue } from '../value.ts'
import {
  foldEvaluation,
  refuseEvaluationFact,
  type Evaluation,
  type EvaluationFact,
  type EvaluationType
} from './evaluation.ts'
import type { PublishedEvaluation } from './published.ts'

export type StoredEvaluation = {
  id: string
  type: EvaluationType
  facts: EvaluationFact[]
  /** When each fact was written, for telling an editor about another's change. */
  times: Date[]
  evaluation: Evaluation
}

type Row = {
  evaluation: string
  type: EvaluationType
  kind: string
  on: string
  at: Date
  by: string
  detail: object
}

/** All of a network, the newest first; or the one with this id. */
export const loadEvaluations = async (
  db: Read,
  network: NetworkId,
  only?: string
): Promise<StoredEvaluation[]> => {
  const rows = await db.rows(sql<Row>`
    select f.evaluation, e.type, f.kind, f.happened_on as on, f.at, f.account_id as by, f.detail
    from plan.evaluation_facts f join plan.evaluations e on e.network_id = f.network_id and e.id = f.evaluation
    where f.network_id = ${network} and (${only ?? null}::uuid is null or f.evaluation = ${only ?? null}::uuid)
    order by f.no`)
  const found = new Map<string, Omit<StoredEvaluation, 'evaluation'>>()
  for (const { evaluation, type, kind, on, at, by, detail } of rows) {
    const one = found.get(evaluation) ?? { id: evaluation, type, facts: [], times: [] }
    one.facts.push({ kind, on, by, ...detail } as EvaluationFact)
    one.times.push(at)
    found.set(evaluation, one)
  }
  return [...found.values()].reverse().map(one => ({ ...one, evaluation: foldEvaluation(one.facts) }))
}

export const addEvaluationFact = async (
  db: Write,
  network: NetworkId,
  evaluation: string,
  facts: readonly EvaluationFact[],
  fact: EvaluationFact,
  now: Date
) => {
  const refused = refuseEvaluationFact(facts, fact)
  if (refused) throw problem(refused as ProblemCode, 422)
  const { kind, on, by, ...detail } = fact
  await db.run(sql`
    insert into plan.evaluation_facts (network_id, id, evaluation, kind, happened_on, at, account_id, detail)
    values (${network}, ${crypto.randomUUID()}, ${evaluation}, ${kind}, ${on}, ${now}, ${by}, ${JSON.stringify(detail)}::jsonb)`)
}

/** Two editors at once take turns: the second is judged by what the first wrote. */
export const lockEvaluations = (db: Write, network: NetworkId) =>
  db.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`evaluations ${network}`}, 0))`)

/** `document` null: withdrawn, nothing is to be read any more. */
export const addEdition = (
  db: Write,
  network: NetworkId,
  evaluation: string,
  edition: number,
  document: PublishedEvaluation | null,
  now: Date
) =>
  db.run(sql`
    insert into plan.evaluation_editions (network_id, evaluation, edition, document, published_at)
    values (${network}, ${evaluation}, ${edition}, ${document && JSON.stringify(document)}::jsonb, ${now})`)

export type CitedValue = { id: string; indicator: string; period: Period; value: IndicatorValue }
/** Values that were cited as evidence, as they were: a later correction is another row. */
export const citedValues = async (
  db: Read,
  network: NetworkId,
  ids: readonly string[]
): Promise<CitedValue[]> => {
  if (ids.length === 0) return []
  const rows = await db.rows(
    sql<{ id: string; indicator: string; from: string; to: string; value: IndicatorValue }>`
      select id, indicator, period_from as from, period_to as to, value from plan.indicator_values
      where network_id = ${network} and id = any (${[...ids]}::uuid[])`
  )
  return rows.map(({ id, indicator, from, to, value }) => ({ id, indicator, period: { from, to }, value }))
}

export type PublicEvaluation = { id: string; edition: number; at: Date; document: PublishedEvaluation }
/** The newest edition of each published evaluation, the newest first: what the public may read, and nothing else. */
export const publicEvaluations = (db: Read, network: NetworkId): Promise<PublicEvaluation[]> =>
  db.rows(sql<PublicEvaluation>`
    select * from (
      select distinct on (evaluation) evaluation as id, edition, published_at as at, document
      from plan.evaluation_editions where network_id = ${network} order by evaluation, edition desc) newest
    where document is not null order by at desc, id`)
