// One statement, one number. The text that is shown to readers is the text that runs: `:from` and `:to` become parameters,
// nothing else is put in. Run under `count(network, …)`: the statistics role sees coded columns of that network only.
import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { Period } from '#kernel/period.ts'
import type { Indicator } from '#plan/index.ts'

type Definition = Omit<Indicator<Read>, 'value'>

export const countOf = (definition: Definition): Indicator<Read> => ({
  ...definition,
  value: async (db, period) => {
    const row = await db.row(statement(definition.sql, period))
    const value = Number(row?.count ?? 0)
    return { kind: 'count', value, breakdown: [], counted: value }
  }
})

const statement = (text: string, { from, to }: Period) => {
  const parts = text.split(/(:from|:to)\b/)
  return sql<{ count: number }>`${sql.join(
    parts.map(part =>
      part === ':from' ? sql`${from}::date` : part === ':to' ? sql`${to}::date` : sql.raw(part)
    ),
    sql.raw('')
  )}`
}
