import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import { foldDefinition, type Defined, type DefinitionFact } from './definition.ts'

/** Everything that was said about what the indicators are, in the order in which it was written. */
export const definitionFactsOf = async (
  db: Read,
  network: NetworkId
): Promise<Map<string, DefinitionFact[]>> => {
  const rows = await db.rows(sql<{
    indicator: string
    kind: string
    at: Date
    by: string
    reason: string | null
    detail: object
  }>`
    select indicator, kind, at, account_id as by, reason, detail from plan.definition_facts
    where network_id = ${network} order by no`)
  const facts = new Map<string, DefinitionFact[]>()
  for (const { indicator, at, detail, ...fact } of rows) {
    const list = facts.get(indicator) ?? []
    list.push({ ...fact, at: at.toISOString(), ...detail } as DefinitionFact)
    facts.set(indicator, list)
  }
  return facts
}

/** What each indicator is by now; one of which nothing was said is as printed (`undefinedYet`). */
export const definitionsOf = async (db: Read, network: NetworkId): Promise<Map<string, Defined>> =>
  new Map([...(await definitionFactsOf(db, network))].map(([id, facts]) => [id, foldDefinition(facts)]))
