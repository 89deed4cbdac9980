// Days and deadlines. Deadlines are counted in whole days everywhere: of a report only the day of arrival is kept.
// (Belongs to the kernel's dates; stands here, behind the door, until that file is there.)
import { z } from 'zod'

/** YYYY-MM-DD, as a person at the wall calendar would say it. */
export type Day = string
/** ISO 8601 in UTC, as the clock of the unit of work gives it. */
export type Instant = string

const shape = /^(\d{4})-(\d{2})-(\d{2})$/
const millisecondsOfDay = 86_400_000

const toTime = (day: Day): number => {
  const [, year, month, date] = shape.exec(day) ?? []
  return Date.UTC(Number(year), Number(month) - 1, Number(date))
}
const fromTime = (time: number): Day => new Date(time).toISOString().slice(0, 10)

export const isDay = (text: string): boolean => {
  const time = shape.test(text) ? toTime(text) : NaN
  return !Number.isNaN(time) && fromTime(time) === text
}
export const Day = z.string().refine(isDay)
export const Instant = z.iso.datetime()

export const addDays = (day: Day, days: number): Day => fromTime(toTime(day) + days * millisecondsOfDay)

export const daysBetween = (from: Day, to: Day): number =>
  Math.round((toTime(to) - toTime(from)) / millisecondsOfDay)

/** A month after 31 January is the last day of February: the shorter month ends the period, it does not run on into the next. */
export const addMonths = (day: Day, months: number): Day => {
  const start = new Date(toTime(day))
  const month = start.getUTCFullYear() * 12 + start.getUTCMonth() + months
  const lastDate = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate()
  return fromTime(Date.UTC(Math.floor(month / 12), month % 12, Math.min(start.getUTCDate(), lastDate)))
}

/** The day on the wall where the network sits. At 00:30 in Ranilug it is still yesterday in UTC. */
export const dayOf = (instant: Instant, zone = 'Europe/Belgrade'): Day => {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit'
  }).formatToParts(new Date(instant))
  const part = (type: string) => parts.find(one => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

export const deadlineStates = ['late', 'due', 'ahead'] as const
export type DeadlineState = (typeof deadlineStates)[number]

/** `dueDays` days before the day itself the thing turns from ahead to due; the day itself is due, the day after is late. */
export const deadlineState = (day: Day, today: Day, dueDays: number): DeadlineState => {
  const left = daysBetween(today, day)
  return left < 0 ? 'late' : left <= dueDays ? 'due' : 'ahead'
}
