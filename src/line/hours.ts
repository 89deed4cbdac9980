// When the telephone line answers: hours by weekday, and people on duty. Nothing is promised that both do not hold.
import { z } from 'zod'
import { addDays } from '#cases/index.ts'
import { instantOf, isTimeOfDay, wallClock } from '#kernel/wall-clock.ts'

const Time = z.string().refine(isTimeOfDay)

/** Weekdays 1 (Monday) to 7. An end at or before the beginning lies on the next day: a night. */
export const OpeningHours = z
  .array(
    z.strictObject({
      days: z.array(z.int().min(1).max(7)).min(1).max(7),
      from: Time.refine(time => time !== '24:00'),
      to: Time
    })
  )
  .max(28)
export type OpeningHours = z.infer<typeof OpeningHours>

export type Span = { readonly from: Date; readonly to: Date }

const weekdayOf = (day: string): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1

/** Joined where they touch or overlap, in order. */
export const joined = (spans: readonly Span[]): Span[] => {
  const out: Span[] = []
  for (const span of [...spans].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = out.at(-1)
    if (last && span.from <= last.to) {
      if (span.to > last.to) out[out.length - 1] = { from: last.from, to: span.to }
    } else if (span.to > span.from) out.push(span)
  }
  return out
}

/** The spans in which the hours hold, from one moment to another (at most a month apart). */
export const openSpans = (hours: OpeningHours, { from, to }: Span, timeZone: string): Span[] => {
  const spans: Span[] = []
  const last = wallClock(to, timeZone).day
  // the night before may reach into the first day
  for (let day = addDays(wallClock(from, timeZone).day, -1); day <= last; day = addDays(day, 1))
    for (const each of hours) {
      if (!each.days.includes(weekdayOf(day))) continue
      const end = each.to > each.from ? day : addDays(day, 1)
      spans.push({ from: instantOf(day, each.from, timeZone), to: instantOf(end, each.to, timeZone) })
    }
  return within(joined(spans), { from, to })
}

const within = (spans: readonly Span[], { from, to }: Span): Span[] =>
  spans
    .map(span => ({ from: span.from > from ? span.from : from, to: span.to < to ? span.to : to }))
    .filter(span => span.from < span.to)

/** What both hold. Both must be joined. */
export const both = (a: readonly Span[], b: readonly Span[]): Span[] =>
  joined(a.flatMap(span => within(b, span)))

/** What of `whole` is in none of the spans: where nobody is on duty. */
export const gaps = (whole: readonly Span[], spans: readonly Span[]): Span[] =>
  whole.flatMap(({ from, to }) => {
    const out: Span[] = []
    let at = from
    for (const span of within(joined(spans), { from, to })) {
      if (span.from > at) out.push({ from: at, to: span.from })
      at = span.to
    }
    if (at < to) out.push({ from: at, to })
    return out
  })

const week = 7 * 86_400_000

/**
 * Whether somebody answers now, and if not, when next within a week (undefined: nobody knows).
 * A network that keeps no roster (no shift within a week before or after) keeps to its hours; with one, somebody must be on duty.
 */
export const lineNow = (
  hours: OpeningHours,
  shifts: readonly Span[],
  now: Date,
  timeZone: string
): { readonly open: boolean; readonly opensAt?: Date } => {
  const ahead = { from: now, to: new Date(now.getTime() + week) }
  const open = openSpans(hours, ahead, timeZone)
  const around = { from: new Date(now.getTime() - week), to: ahead.to }
  const keepsRoster = within(shifts, around).length > 0
  const answered = keepsRoster ? both(open, joined(shifts)) : open
  const first = answered[0]
  if (first && first.from <= now) return { open: true }
  return { open: false, ...(first ? { opensAt: first.from } : {}) }
}
