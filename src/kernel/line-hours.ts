// The telephone line of a network as its profile or its coordinator states it, and whether somebody answers now.
// Nothing is guessed: without hours by weekday nobody can say "open", and the line's own words stand alone.
import { z } from 'zod'
import type { Day } from './day.ts'
import { addDays, isDay } from './period.ts'
import { instantOf, isTimeOfDay, wallClock } from './wall-clock.ts'

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

const time = z.string().refine(isTimeOfDay)
/** From a clock time to a later one; an end that is not later is on the next day: 20:00 to 06:00 is a night. */
export const Hours = z
  .strictObject({ from: time, to: time })
  .refine(h => h.from !== h.to && h.from !== '24:00')
export type Hours = z.infer<typeof Hours>

const day = z.array(Hours).max(4).optional()
export const Week = z.strictObject({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day })
export type Week = z.infer<typeof Week>

export const telephone = z.string().regex(/^\+?[0-9][0-9 ()/-]{1,24}$/)
const word = z.string().trim().min(1).max(200)

export const Hotline = z.strictObject({
  number: telephone,
  /** A second telephone of the same line: free numbers often cannot be reached from a mobile phone or from abroad. */
  second_number: telephone.optional(),
  hours: z.strictObject({ sr: word, sq: word, en: word }),
  week: Week.optional(),
  /** Days on which nobody answers, whatever the week says. */
  closed_on: z.array(z.string().refine(isDay)).max(60).optional(),
  /** Open only while somebody stands in the roster. Absent counts as yes as soon as there are hours by weekday. */
  by_roster: z.boolean().optional()
})
export type Hotline = z.infer<typeof Hotline>

/** Which telephone of the line somebody holds. */
export const lineNames = ['first', 'second', 'both'] as const
export type LineName = (typeof lineNames)[number]

export type Span = { readonly from: Date; readonly to: Date }

/** Sorted, and joined where they touch or overlap. */
export const joined = (spans: readonly Span[]): Span[] => {
  const out: { from: Date; to: Date }[] = []
  for (const { from, to } of [...spans].sort((a, b) => Number(a.from) - Number(b.from))) {
    const last = out.at(-1)
    if (last && from <= last.to) {
      if (to > last.to) last.to = to
    } else if (from < to) out.push({ from, to })
  }
  return out
}

/** What both have. */
export const common = (a: readonly Span[], b: readonly Span[]): Span[] =>
  joined(
    joined(a).flatMap(x =>
      joined(b)
        .map(y => ({ from: x.from > y.from ? x.from : y.from, to: x.to < y.to ? x.to : y.to }))
        .filter(s => s.from < s.to)
    )
  )

/** What the first has and the second does not. */
export const without = (a: readonly Span[], b: readonly Span[]): Span[] => {
  const taken = joined(b)
  return joined(a).flatMap(span => {
    const left: Span[] = []
    let from = span.from
    for (const t of taken) {
      if (t.to <= from || t.from >= span.to) continue
      if (t.from > from) left.push({ from, to: t.from })
      from = t.to
    }
    if (from < span.to) left.push({ from, to: span.to })
    return left
  })
}

export const weekdayOf = (day: Day): Weekday =>
  weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] as Weekday

export const spanOn = (day: Day, { from, to }: Hours, timeZone: string): Span => ({
  from: instantOf(day, from, timeZone),
  to: instantOf(to > from ? day : addDays(day, 1), to, timeZone)
})

/** When the line is open by its hours, for spans that begin on these days. */
export const openSpans = (
  line: Pick<Hotline, 'week' | 'closed_on'>,
  first: Day,
  days: number,
  timeZone: string
): Span[] =>
  joined(
    Array.from({ length: days }, (_, n) => addDays(first, n))
      .filter(d => !line.closed_on?.includes(d))
      .flatMap(d => (line.week?.[weekdayOf(d)] ?? []).map(hours => spanOn(d, hours, timeZone)))
  )

export const hasHours = (line: Pick<Hotline, 'week'>): boolean =>
  weekdays.some(d => (line.week?.[d]?.length ?? 0) > 0)

export const isByRoster = (line: Hotline): boolean => line.by_roster ?? hasHours(line)

export type Shift = Span & { readonly line: LineName }

/** `unknown`: there is a number and no hours by weekday. `until` and `opens` are left out when they are further away than can be said. */
export type LineState =
  | { readonly state: 'unknown' }
  | { readonly state: 'open'; readonly until?: Date }
  | { readonly state: 'closed'; readonly opens?: Date }

/** How far ahead a shift is looked up to say when the line opens. */
export const daysAhead = 8

/** Whether this telephone is answered now: the hours must say so, and somebody must stand in the roster when one is kept. */
export const lineState = (
  line: Hotline,
  telephoneOf: 'first' | 'second',
  shifts: readonly Shift[],
  now: Date,
  timeZone: string
): LineState => {
  if (!hasHours(line)) return { state: 'unknown' }
  const yesterday = addDays(wallClock(now, timeZone).day, -1)
  const hours = openSpans(line, yesterday, daysAhead + 2, timeZone)
  const answered = isByRoster(line)
    ? common(
        hours,
        shifts.filter(s => s.line === telephoneOf || s.line === 'both')
      )
    : hours
  const open = answered.find(s => s.from <= now && now < s.to)
  if (open) {
    const soon = Number(open.to) - Number(now) < 24 * 3_600_000
    return soon ? { state: 'open', until: open.to } : { state: 'open' }
  }
  const next = answered.find(s => s.from > now)
  return next ? { state: 'closed', opens: next.from } : { state: 'closed' }
}
