// The duty roster: who holds the line from when to when. Pure, so that the screen, the server and a test count alike.
import { z } from 'zod'
import {
  lineNames,
  openSpans,
  spanOn,
  without,
  type Hotline,
  type LineName,
  type Span
} from '#kernel/line-hours.ts'
import { addDays, isDay, type Day } from '#kernel/period.ts'
import { instantOf, isTimeOfDay, wallClock } from '#kernel/wall-clock.ts'

/** Nobody listens well for longer; what is longer is a slip of the hand. */
export const longestShiftHours = 24
export const mostRepeats = 31

const time = z.string().refine(isTimeOfDay)

/** Shifts as a person plans them: clock times of one day, repeated every day or every week. An end that is not later is tomorrow. */
export const PlannedShift = z
  .strictObject({
    account: z.uuid(),
    day: z.string().refine(isDay),
    from: time,
    to: time,
    line: z.enum(lineNames),
    every: z.union([z.literal(1), z.literal(7)]),
    times: z.int().min(1).max(mostRepeats)
  })
  .refine(s => s.from !== '24:00')
export type PlannedShift = z.infer<typeof PlannedShift>

export type Shift = Span & { readonly id: string; readonly account: string; readonly line: LineName }

/** The spans of a plan, each at its own day's clock: a night over the change of time is 7 or 9 hours instead of 8. */
export const spansOf = (plan: PlannedShift, timeZone: string): Span[] =>
  Array.from({ length: plan.times }, (_, n) => spanOn(addDays(plan.day, n * plan.every), plan, timeZone))

export const hoursOf = ({ from, to }: Span): number => (Number(to) - Number(from)) / 3_600_000

/** Half-open: a shift that begins when another ends does not overlap it. */
export const overlap = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to

export const isOnDuty = (shift: Span, now: Date): boolean => shift.from <= now && now < shift.to

/** Who holds the line now, and who holds it next within the day: "tonight". */
export const dutyNow = <S extends Span>(shifts: readonly S[], now: Date): { now: S[]; next: S[] } => {
  const ahead = shifts
    .filter(s => s.from > now && Number(s.from) - Number(now) <= 24 * 3_600_000)
    .sort((a, b) => Number(a.from) - Number(b.from))
  return { now: shifts.filter(s => isOnDuty(s, now)), next: ahead }
}

export const mondayOf = (day: Day): Day => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

export type DayOfRoster<S extends Span> = {
  readonly day: Day
  readonly begins: Date
  readonly ends: Date
  /** Those that begin on this day. */
  readonly shifts: S[]
  /** Where the line is open by its hours and nobody stands. */
  readonly gaps: Span[]
}

/**
 * One week, day by day. A gap belongs to the day on which it begins and is said once, over midnight too; one that is longer than
 * a day is said for each day, and one that began before the week from its first midnight on.
 */
export const rosterWeek = <S extends Span>(
  monday: Day,
  shifts: readonly S[],
  line: Pick<Hotline, 'week' | 'closed_on'> | null,
  timeZone: string
): DayOfRoster<S>[] => {
  const midnight = (n: number) => instantOf(addDays(monday, n), '00:00', timeZone)
  const days = Array.from({ length: 7 }, (_, n) => ({
    day: addDays(monday, n),
    from: midnight(n),
    to: midnight(n + 1)
  }))
  // hours that began the evening before reach into this week, and its last night into the next
  const open = line ? openSpans(line, addDays(monday, -1), 9, timeZone) : []
  const gaps = without(open, shifts)
    .map(g => ({ from: g.from < midnight(0) ? midnight(0) : g.from, to: g.to }))
    .filter(g => g.from < g.to && g.from < midnight(7))
    .flatMap(g => (hoursOf(g) <= 24 ? [g] : days.map(d => cut(g, d)).filter(d => d.from < d.to)))
  return days.map(({ day, from, to }) => {
    const begins = (s: Span) => from <= s.from && s.from < to
    return {
      day,
      begins: from,
      ends: to,
      shifts: shifts.filter(begins).sort((a, b) => Number(a.from) - Number(b.from)),
      gaps: gaps.filter(begins)
    }
  })
}

const cut = (span: Span, to: Span): Span => ({
  from: span.from > to.from ? span.from : to.from,
  to: span.to < to.to ? span.to : to.to
})

/** Clock times of a span, and whether it ends on a later day than it began. */
export const clockOf = ({ from, to }: Span, timeZone: string) => {
  const a = wallClock(from, timeZone)
  const b = wallClock(to, timeZone)
  const untilMidnight = b.time === '00:00' && b.day === addDays(a.day, 1)
  return {
    day: a.day,
    from: a.time,
    to: untilMidnight ? '24:00' : b.time,
    nextDay: !untilMidnight && b.day > a.day
  }
}

/** How many hours longer (or shorter) than its clock times say: 1 in autumn, -1 in spring, mostly 0. */
export const clockChange = (span: Span, timeZone: string): number => {
  const { from, to, nextDay } = clockOf(span, timeZone)
  const minutes = (t: string) => Number(t.slice(0, 2)) * 60 + Number(t.slice(3))
  const onPaper = (minutes(to) - minutes(from)) / 60 + (nextDay ? 24 : 0)
  return Math.round((hoursOf(span) - onPaper) * 10) / 10
}
