// Clock times in a network's zone and the instants they stand for. Twice a year the two part: one hour does not exist and one
// comes twice. There is one rule for both ends of anything, so that what touches on paper touches in time.
import type { Day } from './day.ts'

/** 'HH:MM', 00:00 to 24:00; 24:00 is the end of the day. Times compare as text. */
export type TimeOfDay = string

export const isTimeOfDay = (value: unknown): value is TimeOfDay =>
  typeof value === 'string' && /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(value)

/** As people type it: '8', '8:30', '8.30', '0830', '24'. Undefined when it is no time. */
export const parseTime = (text: string): TimeOfDay | undefined => {
  const [, hour, minutes] = /^\s*(\d{1,2})\s*(?:[:.h]?\s*([0-5]\d))?\s*$/.exec(text) ?? []
  if (hour === undefined) return undefined
  const time = `${hour.padStart(2, '0')}:${minutes ?? '00'}`
  return isTimeOfDay(time) ? time : undefined
}

const minute = 60_000
const formats = new Map<string, Intl.DateTimeFormat>()
const formatIn = (timeZone: string): Intl.DateTimeFormat => {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit'
    })
    formats.set(timeZone, format)
  }
  return format
}

/** What calendar and clock show at that moment. */
export const wallClock = (at: Date, timeZone: string): { day: Day; time: TimeOfDay } => {
  const [day = '', time = ''] = formatIn(timeZone).format(at).split(' ')
  return { day, time: time.slice(0, 5) }
}

/** How far the zone's clock is ahead of UTC, in milliseconds. */
const aheadOfUtc = (at: number, timeZone: string): number => {
  const [day = '', time = ''] = formatIn(timeZone).format(new Date(at)).split(' ')
  return Date.parse(`${day}T${time}Z`) - (at - (at % 1000))
}

/**
 * The instant at which calendar and clock show this. A time that comes twice (autumn) is the first of the two; one that the
 * clock skips (spring) is as many minutes after the jump as it would have been after the hour. Throws RangeError for no day or time.
 */
export const instantOf = (day: Day, time: TimeOfDay, timeZone: string): Date => {
  if (!isTimeOfDay(time)) throw new RangeError('a time is written HH:MM')
  const asUtc =
    Date.parse(`${day}T00:00:00Z`) + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * minute
  if (Number.isNaN(asUtc)) throw new RangeError('a day is written YYYY-MM-DD')
  const before = aheadOfUtc(asUtc - 24 * 60 * minute, timeZone)
  const after = aheadOfUtc(asUtc + 24 * 60 * minute, timeZone)
  const candidates = [asUtc - before, asUtc - after].sort((a, b) => a - b)
  const shown = candidates.find(at => at + aheadOfUtc(at, timeZone) === asUtc)
  return new Date(shown ?? asUtc - before)
}
