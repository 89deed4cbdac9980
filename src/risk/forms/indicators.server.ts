import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { Indicator } from '#plan/index.ts'

// A draft is not yet created for anybody; once one was in use, it stays so.
const statement = `select count(distinct form_id)::int as n from risk.forms where used_on < :to`

export const formIndicators: Indicator<Read>[] = [
  {
    code: 'questionnaires-created',
    unit: 'yes-no',
    sensitive: 'none',
    version: 1,
    sources: 'counted.questionnaires-created',
    sql: statement,
    value: async (db, { to }) => {
      const [before = '', after = ''] = statement.split(':to')
      const row = await db.row(sql<{ n: number }>`${sql.raw(before)}${to}::date${sql.raw(after)}`)
      const n = row?.n ?? 0
      return { kind: 'yes_no', value: n > 0, counted: n }
    }
  }
]
