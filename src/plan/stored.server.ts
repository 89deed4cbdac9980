// The plan's rows: the strategy, what became of its tasks, and the values of its indicators.
import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Trilingual } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { withAddedTasks, type AddedTask, type ComesFrom } from './added-task.ts'
import type { Strategy } from './strategy.ts'
import type { TaskFact } from './tasks.ts'
import type { IndicatorValue, StoredValue } from './value.ts'

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
}

/**
 * Every value that holds or may hold: of each period the newest plain one, and all corrections. The nights before are kept as
 * history, and would only make each page slower from year to year.
 */
export const storedValues = async (db: Read, network: NetworkId): Promise<StoredValue[]> => {
  const columns = sql`id, indicator, period_from as from, period_to as to, value, source, definition, evidence, reason, replaces,
                      at, account_id as by`
  const rows = await db.rows(sql<Row>`
    (select distinct on (indicator, period_from, period_to) ${columns} from plan.indicator_values
     where network_id = ${network} and replaces is null and organisation_id is null order by indicator, period_from, period_to, at desc, id desc)
    union all
    select ${columns} from plan.indicator_values where network_id = ${network} and replaces is not null and organisation_id is null
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
    select id, indicator, period_from as from, period_to as to, value, source, definition, evidence, reason, replaces, at,
      account_id as by, organisation_id as organisation
    from plan.indicator_values
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
          evidence: row.evidence ? [row.evidence] : []
        },
  ...(row.replaces ? { corrects: { id: row.replaces, reason: row.reason ?? '' } } : {})
})
