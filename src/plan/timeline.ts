// A line of months with the tasks that have a time on it. Numbers only; the page draws them as SVG attributes.

import { addDays, daysBetween, type Day } from '#kernel/period.ts'
import type { BoardTask } from './board.ts'

export type TimelineBar = { task: BoardTask; row: number; x: number; width: number; from: Day; to: Day }
export type Timeline = {
  width: number
  rows: number
  months: { x: number; month: string }[]
  todayX: number
  bars: TimelineBar[]
  /** From the end of what is waited for to the beginning of what waits. */
  links: { from: TimelineBar; to: TimelineBar }[]
}

const perDay = 1.6
const least = 8

/** Of tasks with a deadline or a done day: from the first word about it (or the deadline alone) until then. Undefined: none has a time. */
export const timelineOf = (tasks: readonly BoardTask[], today: Day): Timeline | undefined => {
  const timed = tasks.flatMap(task => {
    const to = task.state.doneOn ?? task.state.deadline
    if (to === undefined) return []
    const since = task.state.since ?? to
    return [{ task, to, from: since < to ? since : to }]
  })
  if (timed.length === 0) return undefined
  const days = [today, ...timed.flatMap(t => [t.from, t.to])].sort()
  const start = `${days[0]!.slice(0, 7)}-01`
  const end = addDays(days.at(-1)!, 31)
  const x = (day: Day) => daysBetween(start, day) * perDay
  const bars = timed
    .toSorted((a, b) => a.from.localeCompare(b.from) || a.to.localeCompare(b.to))
    .map((t, row) => ({ ...t, row, x: x(t.from), width: Math.max(least, x(t.to) - x(t.from)) }))
  const months: Timeline['months'] = []
  for (let day = start; day < end; day = firstOfNext(day)) months.push({ x: x(day), month: day.slice(0, 7) })
  const barOf = new Map(bars.map(bar => [bar.task.task.id, bar]))
  return {
    width: x(end),
    rows: bars.length,
    months,
    todayX: x(today),
    bars,
    links: bars.flatMap(to =>
      to.task.state.dependsOn.flatMap(id => {
        const from = barOf.get(id)
        return from ? [{ from, to }] : []
      })
    )
  }
}

const firstOfNext = (first: Day): Day => `${addDays(first, 31).slice(0, 7)}-01`
