// By when somebody must have read a report and by when the reporter must know what became of it.
// Benchmark: Directive (EU) 2019/1937, art. 9(1): acknowledgement within seven days of receipt (b); feedback within three months from the
// acknowledgement, or from the end of the seven days when there was none (f). It does not bind Kosovo, and help comes sooner than that:
// the periods are settings.
import { addDays, addMonths, dayOf, daysBetween, deadlineState } from '#cases/index.ts'
import type { Day, DeadlineState } from '#cases/index.ts'
import type { Report } from './facts.ts'

export type DeadlineSettings = {
  readonly acknowledgeDays: number
  readonly feedbackMonths: number
  /** How many days ahead a deadline turns from "ahead" to "due". */
  readonly dueDays: number
}

export const deadlineSettings: DeadlineSettings = { acknowledgeDays: 7, feedbackMonths: 3, dueDays: 2 }

export const deadlineKinds = ['at-once', 'acknowledge', 'feedback'] as const
export type DeadlineKind = (typeof deadlineKinds)[number]

export type Deadline = {
  readonly day: Day
  readonly kind: DeadlineKind
  readonly state: DeadlineState
  readonly daysLeft: number
}

/**
 * The nearest deadline; undefined when nothing is owed any more (decided, erased).
 * Days only: of a report no hour of arrival is kept. Opening acknowledges, because from then on the page behind the code says
 * "we have read it". A report where someone is in danger is decided on the day it came.
 */
export const deadlineOf = (
  report: Report,
  today: Day,
  settings: DeadlineSettings = deadlineSettings
): Deadline | undefined => {
  if (report.status === 'decided' || report.status === 'erased') return undefined
  const lastToAcknowledge = addDays(report.arrivedOn, settings.acknowledgeDays)
  const at = (kind: DeadlineKind, day: Day): Deadline => ({
    day,
    kind,
    state: deadlineState(day, today, settings.dueDays),
    daysLeft: daysBetween(today, day)
  })
  if (report.urgent) return at('at-once', report.arrivedOn)
  if (!report.openedAt) return at('acknowledge', lastToAcknowledge)
  const opened = dayOf(report.openedAt)
  // Read late: the months run from the day it should have been read, so that being late buys no time.
  const from = opened < lastToAcknowledge ? opened : lastToAcknowledge
  return at('feedback', addMonths(from, settings.feedbackMonths))
}

/** Nearest first; what owes nothing comes last. For lists. */
export const byDeadline = (a: Deadline | undefined, b: Deadline | undefined): number =>
  a && b ? a.day.localeCompare(b.day) : Number(a === undefined) - Number(b === undefined)
