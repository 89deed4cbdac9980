import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { Trilingual } from '#kernel/locale.ts'
import type { Day } from '#kernel/period.ts'
import { publicProgress, type PublicTable } from './public-progress.ts'
import { strategyOf } from './stored.server.ts'
import type { TaskFact } from './tasks.ts'

/** For everybody, as the reader's role: it sees of a task's facts only what is public (migration 0071). */
export const readProgress = async (db: Read, network: NetworkId, today: Day) => {
  const strategy = await strategyOf(db, network)
  const rows = await db.rows(sql<{ task: string; kind: string; on: string; detail: object }>`
    select task, kind, happened_on as on, detail from plan.public_task_facts where network_id = ${network} order by no`)
  const facts = new Map<string, TaskFact[]>()
  for (const { task, kind, on, detail } of rows)
    facts.set(task, [...(facts.get(task) ?? []), { kind, on, by: '', ...detail } as TaskFact])
  const organisations = await db.rows(
    sql<{
      id: string
      name: Trilingual
    }>`select id, name from identity.organisations where network_id = ${network}`
  )
  const names = new Map(organisations.map(o => [o.id, o.name]))
  const tables: PublicTable[] = publicProgress(strategy, facts, names, today)
  return { strategy, tables }
}
