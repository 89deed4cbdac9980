// By when somebody must have read a report and by when the reporter must know what became of it. The periods are settings (`periods.ts`).
// A deadline keeps the period that held on the day it began to run: what was promised to a person is not rewritten by a later change.
import { dayOf, daysBetween, deadlineState } from '#cases/index.ts'
import type { Day, DeadlineState } from '#cases/index.ts'
import type { Report } from './facts.ts'
import { addPeriod, shipped, type PeriodOn } from './periods.ts'

/** How many days ahead a deadline turns from "ahead" to "due". */
export const dueDays = 2

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
 * "we have read it". A report where someone is in danger is decided on the day it came, unless the network has set otherwise.
 */
export const deadlineOf = (
  report: Report,
  today: Day,
  periodOn: PeriodOn = shipped
): Deadline | undefined => {
  if (report.status === 'decided' || report.status === 'erased') return undefined
  const { arrivedOn } = report
  const at = (kind: DeadlineKind, day: Day): Deadline => ({
    day,
    kind,
    state: deadlineState(day, today, dueDays),
    daysLeft: daysBetween(today, day)
  })
  if (report.urgent) return at('at-once', addPeriod(arrivedOn, periodOn('urgent', arrivedOn)))
  const lastToAcknowledge = addPeriod(arrivedOn, periodOn('acknowledge', arrivedOn))
  if (!report.openedAt) return at('acknowledge', lastToAcknowledge)
  const opened = dayOf(report.openedAt)
  // Read late: the months run from the day it should have been read, so that being late buys no time.
  const from = opened < lastToAcknowledge ? opened : lastToAcknowledge
  return at('feedback', addPeriod(from, periodOn('feedback', from)))
}

/** Nearest first; what owes nothing comes last. For lists. */
export const byDeadline = (a: Deadline | undefined, b: Deadline | undefined): number =>
  a && b ? a.day.localeCompare(b.day) : Number(a === undefined) - Number(b === undefined)
