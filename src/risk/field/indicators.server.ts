// Profiled and informed: one questionnaire is one person asked, on the best day we know. Whoever was asked twice is counted twice; the
// answers that could tell are sealed.
import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { Indicator } from '#plan/index.ts'

const within = 'select count(*)::int as n from risk.submissions where filled_on >= :from and filled_on < :to'
const statements = {
  'migrants-profiled': within,
  'migrants-informed': `${within} and informed is not null`
} as const

export const fieldIndicators: Indicator<Read>[] = (['migrants-profiled', 'migrants-informed'] as const).map(
  code => ({
    code,
    unit: 'persons',
    sensitive: 'reports',
    version: 1,
    sources: `counted.${code}`,
    sql: statements[code],
    value: async (db, { from, to }) => {
      const parts = statements[code].split(/(:from|:to)\b/)
      const row = await db.row(
        sql<{ n: number }>`${sql.join(
          parts.map(part =>
            part === ':from' ? sql`${from}::date` : part === ':to' ? sql`${to}::date` : sql.raw(part)
          ),
          sql.raw('')
        )}`
      )
      const n = row?.n ?? 0
      return { kind: 'count', value: n, breakdown: [], counted: n }
    }
  })
)
