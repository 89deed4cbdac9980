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
    const row = await db.row(statement<{ count: number }>(definition.sql, period))
    const value = Number(row?.count ?? 0)
    return { kind: 'count', value, breakdown: [], counted: value }
  }
})

/** The text as it runs for a period. */
export const statement = <T>(text: string, { from, to }: Period) =>
  sql<T>`${sql.join(
    text
      .split(/(:from|:to)\b/)
      .map(part =>
        part === ':from' ? sql`${from}::date` : part === ':to' ? sql`${to}::date` : sql.raw(part)
      ),
    sql.raw('')
  )}`
