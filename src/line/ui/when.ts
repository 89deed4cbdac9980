import { dayIn } from '#kernel/day.ts'
import type { Locale } from '#kernel/locale.ts'
import { wallClock } from '#kernel/wall-clock.ts'
import { formatDay, type DayCase } from '#locales/format.ts'

/** “22:30” today, else “sreda, 25. novembar, 6:00”: by the clock of the network, wherever the reader's stands. */
export const sayWhen = (
  locale: Locale,
  at: string,
  timezone: string,
  now = new Date(),
  as: DayCase = 'alone'
): string => {
  const { day, time } = wallClock(new Date(at), timezone)
  return day === dayIn(now, timezone) ? time : `${formatDay(locale, day, as)}, ${time}`
}
