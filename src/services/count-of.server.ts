// One statement, one number. The text that is shown to readers is the text that runs: `:from` and `:to` become parameters,
// nothing else is put in. Run under `count(network, …)`: the statistics role sees coded columns of that network only.
import { sql } from 'kysely'
import type { Read } from '#access/work.server.ts'
import type { Period } from '#kernel/period.ts'
import { notBrokenDown, type Indicator } from '#plan/index.ts'

type Definition = Omit<Indicator<Read>, 'value'>

export const countOf = (definition: Definition): Indicator<Read> => ({
  ...definition,
  value: async (db, period) => {
    const row = await db.row(statement<{ count: number }>(definition.sql, period))
    const value = Number(row?.count ?? 0)
    return { kind: 'count', value, breakdown: [], counted: value }
  }
})

/** The statement gives a line for each `key`; the whole is their sum, and a line without a key is what is not broken down. */
export const countBy = (by: string, definition: Definition): Indicator<Read> => ({
  ...definition,
  value: async (db, period) => {
    const rows = await db.rows(statement<{ key: string | null; count: number }>(definition.sql, period))
    const parts = rows.map(({ key, count }) => ({ by, key: key ?? notBrokenDown, value: Number(count) }))
    const value = parts.reduce((sum, part) => sum + part.value, 0)
    const told = parts.some(part => part.key !== notBrokenDown)
    return { kind: 'count', value, breakdown: told ? parts : [], counted: value }
  }
})

/** A part of a whole: the statement gives `numerator` and `denominator`. */
export const shareOf = (definition: Definition): Indicator<Read> => ({
  ...definition,
  value: async (db, period) => {
    const row = await db.row(statement<{ numerator: number; denominator: number }>(definition.sql, period))
    const denominator = Number(row?.denominator ?? 0)
    const numerator = Number(row?.numerator ?? 0)
    return { kind: 'percent', numerator, denominator, breakdown: [], counted: denominator }
  }
})

/** Whether there is one: the statement gives how many. */
export const whetherAny = (definition: Definition): Indicator<Read> => ({
  ...definition,
  value: async (db, period) => {
    const row = await db.row(statement<{ count: number }>(definition.sql, period))
    const counted = Number(row?.count ?? 0)
    return { kind: 'yes_no', value: counted > 0, counted }
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
