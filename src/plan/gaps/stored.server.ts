import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { NetworkId } from '#kernel/id.ts'
import type { GapFact } from './gaps.ts'

export const gapFactsOf = async (db: Read, network: NetworkId): Promise<GapFact[]> => {
  const rows = await db.rows(sql<{
    gap: string
    kind: string
    at: Date
    by: string
    reason: string | null
    detail: object
  }>`
    select gap, kind, at, account_id as by, reason, detail from plan.gap_facts where network_id = ${network} order by no`)
  return rows.map(({ at, detail, ...fact }) => ({ ...fact, at: at.toISOString(), ...detail }) as GapFact)
}
