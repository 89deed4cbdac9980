// Walking a strategy: its tasks, and its indicators as printed and as distinct. Ranilug's prints 43 indicators, of which 38 are distinct.

import type { Activity, Strategy, StrategyIndicator, Table, Task } from './strategy.ts'

export type TaskRow = { task: Task; activity: Activity; table: Table }
export type IndicatorRow = {
  indicator: StrategyIndicator
  activity: Activity
  table: Table
  /** Where this row is counted: itself, or the twin it repeats. */
  countedAs: string
}
/** One indicator to be measured, with every row of the tables that prints it, the counted one first. */
export type DistinctIndicator = IndicatorRow & { printedAs: string[] }

/** Still the words of the empty template: what is to be written stands in square brackets. */
export const isStillTemplate = ({ meta }: Pick<Strategy, 'meta'>): boolean =>
  Object.values(meta.title).some(words => /^\[.*\]$/.test(words.trim()))

export const taskRows = (strategy: Strategy): TaskRow[] =>
  strategy.results_framework.flatMap(table =>
    table.activities.flatMap(activity => activity.tasks.map(task => ({ task, activity, table })))
  )

export const indicatorRows = (strategy: Strategy): IndicatorRow[] => {
  const rows = strategy.results_framework.flatMap(table =>
    table.activities.flatMap(activity =>
      activity.indicators.map(indicator => ({ indicator, activity, table }))
    )
  )
  const sameAs = new Map(rows.map(r => [r.indicator.id, r.indicator.same_as]))
  // loadStrategy has refused circles, so this ends.
  const root = (id: string): string => {
    const next = sameAs.get(id)
    return next === undefined ? id : root(next)
  }
  return rows.map(row => ({ ...row, countedAs: root(row.indicator.id) }))
}

export const distinctIndicators = (strategy: Strategy): DistinctIndicator[] => {
  const rows = indicatorRows(strategy)
  return rows
    .filter(row => row.countedAs === row.indicator.id)
    .map(row => ({
      ...row,
      printedAs: [
        row.indicator.id,
        ...rows
          .map(r => r.indicator.id)
          .filter(id => id !== row.indicator.id && isTwin(rows, id, row.countedAs))
      ]
    }))
}

const isTwin = (rows: readonly IndicatorRow[], id: string, root: string): boolean =>
  rows.some(r => r.indicator.id === id && r.countedAs === root)
