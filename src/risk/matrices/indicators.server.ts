import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { Indicator } from '#plan/index.ts'
import { countOf } from '#services/index.server.ts'

// A decision record proves both: that the group met, and that it adopted a matrix. Once formed and once adopted, it stays so.
const groupMet = `select count(distinct category)::int as n from risk.matrices where met_on < :to`
const adopted = `select count(distinct category)::int as n from risk.matrices where state <> 'draft' and met_on < :to`

const indicator = (
  code: 'working-group-formed' | 'risk-matrix-adopted',
  statement: string
): Indicator<Read> => ({
  code,
  unit: 'yes-no',
  sensitive: 'none',
  version: 1,
  sources: `counted.${code}`,
  sql: statement,
  value: async (db, { to }) => {
    const [before = '', after = ''] = statement.split(':to')
    const row = await db.row(sql<{ n: number }>`${sql.raw(before)}${to}::date${sql.raw(after)}`)
    const n = row?.n ?? 0
    return { kind: 'yes_no', value: n > 0, counted: n }
  }
})

export const matrixIndicators: Indicator<Read>[] = [
  indicator('working-group-formed', groupMet),
  indicator('risk-matrix-adopted', adopted),
  countOf({
    code: 'working-group-decisions',
    unit: 'things',
    sensitive: 'none',
    version: 1,
    sources: 'counted.working-group-decisions',
    sql: `select count(*) as count from risk.matrices
where state <> 'draft' and met_on >= :from and met_on < :to`
  })
]
