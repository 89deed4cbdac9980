// The plan's rows: the strategy, what became of its tasks, and the values of its indicators.
import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Trilingual } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { withAddedTasks, type AddedTask, type ComesFrom } from './added-task.ts'
import type { Strategy } from './strategy.ts'
import type { TaskFact } from './tasks.ts'
import type { CitedEvaluation, IndicatorValue, StoredValue } from './value.ts'

/** The text in force, as it was adopted. */
export const adoptedStrategyOf = async (db: Read, network: NetworkId): Promise<Strategy> => {
  const found = await newestText(db, network)
  if (!found) throw notFound()
  return found
}

const newestText = async (db: Read, network: NetworkId): Promise<Strategy | undefined> =>
  (
    await db.row(sql<{ document: Strategy }>`
      select document from plan.strategies where network_id = ${network} order by version desc limit 1`)
  )?.document

/** The plan people work on: the text in force, and among the tasks of each activity those that were added to it. */
export const strategyOf = async (db: Read, network: NetworkId): Promise<Strategy> =>
  withAddedTasks(await adoptedStrategyOf(db, network), await addedTasksOf(db, network))

/** Undefined where a network has no text yet. */
export const findStrategy = async (db: Read, network: NetworkId): Promise<Strategy | undefined> => {
  const text = await newestText(db, network)
  return text && withAddedTasks(text, await addedTasksOf(db, network))
}

export const addedTasksOf = async (db: Read, network: NetworkId): Promise<AddedTask[]> => {
  type Row = { id: string; activity: string; words: Trilingual; from: ComesFrom; on: string; by: string }
  return db.rows(sql<Row>`
    select id, activity, words, comes_from as from, added_on::text as on, account_id as by from plan.added_tasks
    where network_id = ${network} order by no`)
}

export const taskFactsOf = async (db: Read, network: NetworkId): Promise<Map<string, TaskFact[]>> => {
  const rows = await db.rows(sql<{ task: string; kind: string; on: string; by: string; detail: object }>`
    select task, kind, happened_on as on, account_id as by, detail from plan.task_facts
    where network_id = ${network} order by no`)
  const facts = new Map<string, TaskFact[]>()
  for (const { task, kind, on, by, detail } of rows)
    facts.set(task, [...(facts.get(task) ?? []), { kind, on, by, ...detail } as TaskFact])
  return facts
}

type Row = {
  id: string
  indicator: string
  from: string
  to: string
  value: IndicatorValue
  source: 'computed' | 'by-hand'
  definition: number
  evidence: string | null
  reason: string | null
  replaces: string | null
  at: Date
  by: string | null
  citedEvaluation: CitedEvaluation | null
}

/** What a value cites as evidence, with the title the public reads now. */
const citedEvaluation = sql`case when v.evaluation is not null then (
      select jsonb_build_object('id', e.evaluation, 'title', e.document->'words'->'title') from plan.evaluation_editions e
      where e.network_id = v.network_id and e.evaluation = v.evaluation order by e.edition desc limit 1) end as "citedEvaluation"`

/**
 * Every value that holds or may hold: of each period the newest plain one, and all corrections. The nights before are kept as
 * history and are stepped over, period by period: read, they would make each page slower from year to year. `only`: of one indicator.
 */
export const storedValues = async (db: Read, network: NetworkId, only?: string): Promise<StoredValue[]> => {
  const columns = sql`v.id, v.indicator, v.period_from as from, v.period_to as to, v.value, v.source, v.definition, v.evidence, v.reason,
    v.replaces, v.at, v.account_id as by, ${citedEvaluation}`
  const plain = sql`v.network_id = ${network} and v.replaces is null and v.organisation_id is null`
  const wanted = only === undefined ? sql`` : sql`and v.indicator = ${only}`
  const rows = await db.rows(sql<Row>`
    with recursive kept as (
      (select v.indicator, v.period_from, v.period_to from plan.indicator_values v
       where ${plain} ${wanted} order by 1, 2, 3 limit 1)
      union all
      select next.* from kept k, lateral (
        select v.indicator, v.period_from, v.period_to from plan.indicator_values v
        where ${plain} ${wanted} and (v.indicator, v.period_from, v.period_to) > (k.indicator, k.period_from, k.period_to)
        order by 1, 2, 3 limit 1) next
    )
    select newest.* from kept k, lateral (
      select ${columns} from plan.indicator_values v
      where ${plain} and v.indicator = k.indicator and v.period_from = k.period_from and v.period_to = k.period_to
      order by v.at desc, v.id desc limit 1) newest
    union all
    select ${columns} from plan.indicator_values v
    where v.network_id = ${network} and v.replaces is not null and v.organisation_id is null ${wanted}
    order by "at", id`)
  return rows.map(asStored)
}

/** What organisations told of one indicator; the whole is not among it. */
export const toldValues = async (
  db: Read,
  network: NetworkId,
  indicator: string
): Promise<(StoredValue & { organisation: string })[]> => {
  const rows = await db.rows(sql<Row & { organisation: string }>`
    select v.id, v.indicator, v.period_from as from, v.period_to as to, v.value, v.source, v.definition, v.evidence, v.reason, v.replaces,
      v.at, v.account_id as by, v.organisation_id as organisation, ${citedEvaluation}
    from plan.indicator_values v
    where network_id = ${network} and indicator = ${indicator} and organisation_id is not null order by at, id`)
  return rows.map(row => ({ ...asStored(row), organisation: row.organisation }))
}

const asStored = (row: Row): StoredValue => ({
  id: row.id,
  indicator: row.indicator,
  period: { from: row.from, to: row.to },
  value: row.value,
  takenAt: row.at.toISOString(),
  source:
    row.source === 'computed'
      ? { from: 'records', version: row.definition }
      : {
          from: 'hand',
          by: row.by ?? '',
          version: row.definition,
          evidence: row.evidence ? [row.evidence] : [],
          ...(row.citedEvaluation && { evaluation: row.citedEvaluation })
        },
  ...(row.replaces ? { corrects: { id: row.replaces, reason: row.reason ?? '' } } : {})
})
