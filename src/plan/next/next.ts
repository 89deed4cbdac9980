// Where the next euro helps: a rule that anybody can work out by hand, and a sentence for each point. It proposes, people decide.
// Money stands beside it and is never part of the order: "not set" is not zero, and what costs little is not for that reason right.

import { daysBetween, type Day } from '#kernel/period.ts'
import type { Trilingual } from '#kernel/locale.ts'
import { codeOfRow } from '../indicator-codes.ts'
import type { GapState } from '../gaps/gaps.ts'
import type { Activity, Strategy } from '../strategy.ts'
import type { TaskState } from '../tasks.ts'

/** Longer than this is late twice. */
export const longLate = 90
/** Open alerts weigh from here on: fewer might point at somebody. */
export const alertsThatWeigh = 5
export const weights = {
  late: 1,
  longLate: 1,
  'gap-grows': 2,
  'gap-stays': 1,
  'off-track': 1,
  alerts: 1
} as const

export type Reason =
  | { kind: 'late'; task: string; words: Trilingual; days: number; points: number }
  | { kind: 'gap'; gap: string; words: Trilingual; state: GapState; points: number }
  | { kind: 'off-track'; indicator: string; words: Trilingual; points: number }
  | { kind: 'alerts'; points: number }
export type Money = { cents: number; set: number; notSet: number }
export type Measure = {
  activity: string
  title: Trilingual
  points: number
  reasons: readonly Reason[]
  open: number
  total: number
  money: Money
  /** Points for each 10,000 euros; null where the money of a task is not set, or is nothing. */
  perMoney: number | null
}

export type NextInput = {
  strategy: Strategy
  tasks: Readonly<Record<string, TaskState>>
  /** Each gap that was read, with the measures that answer it. */
  gaps: readonly { gap: string; words: Trilingual; activities: readonly string[]; state: GapState }[]
  /** Rows whose light says behind; a protected number has none. */
  offTrack: ReadonlySet<string>
  /** Whether at least `alertsThatWeigh` alerts are open; null for a reader who may not know. */
  manyAlerts: boolean | null
  today: Day
}

export const nextMeasures = (input: NextInput): Measure[] =>
  input.strategy.results_framework
    .flatMap(table => table.activities)
    // printed a second time: it is the other one that money goes to
    .filter(activity => !activity.duplicate_of || activity.canonical)
    .map(activity => measureOf(activity, input))
    .sort((a, b) => b.points - a.points)

const plain = ({ sr, sq, en }: Trilingual): Trilingual => ({ sr, sq, en })

const measureOf = (activity: Activity, input: NextInput): Measure => {
  const tasks = activity.tasks.map(task => ({ task, state: input.tasks[task.id]! }))
  const reasons = [
    ...tasks.flatMap(({ task, state }): Reason[] => {
      if (state.status !== 'late') return []
      const days = daysBetween(state.deadline!, input.today)
      const points = weights.late + (days > longLate ? weights.longLate : 0)
      return [{ kind: 'late', task: task.id, words: plain(task), days, points }]
    }),
    ...input.gaps.flatMap(({ gap, words, activities, state }): Reason[] => {
      if (!activities.includes(activity.id)) return []
      const points = gapPoints(state)
      return points ? [{ kind: 'gap', gap, words, state, points }] : []
    }),
    ...activity.indicators
      .filter(i => input.offTrack.has(i.id))
      .map((i): Reason => ({ kind: 'off-track', indicator: i.id, words: plain(i), points: weights['off-track'] })), // prettier-ignore
    ...(input.manyAlerts && isEarlyWarning(input.strategy, activity)
      ? [{ kind: 'alerts' as const, points: weights.alerts }]
      : [])
  ]
  const points = reasons.reduce((sum, r) => sum + r.points, 0)
  const money = moneyOf(tasks.map(t => t.state))
  return {
    activity: activity.id,
    title: activity.title,
    points,
    reasons,
    open: tasks.filter(t => t.state.status !== 'done').length,
    total: tasks.length,
    money,
    perMoney:
      money.notSet === 0 && money.cents > 0 ? Math.round((points * 10_000_000) / money.cents) / 10 : null
  }
}

/** What cannot be said weighs nothing: not knowing is a reason to measure, not to pay. */
const gapPoints = (state: GapState): number =>
  state === 'not-closing' ? weights['gap-grows'] : state === 'unchanged' || state === 'mixed' ? weights['gap-stays'] : 0 // prettier-ignore

/** The strategy ties no category of risk to a measure; the measure whose numbers come from alerts is the one they speak of. */
const isEarlyWarning = (strategy: Strategy, activity: Activity): boolean =>
  activity.indicators.some(i => codeOfRow(strategy, i.id) === 'early-risks-recognised')

const moneyOf = (states: readonly TaskState[]): Money => {
  const set = states.flatMap(s => (s.budget ? [s.budget.cents] : []))
  return { cents: set.reduce((sum, c) => sum + c, 0), set: set.length, notSet: states.length - set.length }
}
