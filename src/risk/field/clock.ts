// A phone's clock may be wrong by a year. Nothing is refused for it: the day it said is kept, and beside it stands the best day we know.
import { addDays, daysBetween } from '#services/index.ts'

/** How many days the phone is ahead (+) or behind (-): counted by the instant, so that no time zone looks like a fault; never -0. */
export const clockOff = (phoneNow: Date, now: Date): number =>
  Math.round((phoneNow.getTime() - now.getTime()) / 86_400_000) + 0

export type FilledDay = {
  /** The best day we know, never after today. */
  filledOn: string
  /** What the phone said, where that cannot be. */
  saidOn: string | null
}

/**
 * `off` is the fault at the time of sending; a phone whose clock mended itself meanwhile (it asks the network for the time) is found by
 * its own first day: nothing was filled in on it before that.
 */
export const filledDay = (
  saidOn: string,
  { off, today, firstDay }: { off: number; today: string; firstDay: string }
): FilledDay => {
  const meant = off === 0 ? saidOn : addDays(saidOn, -off)
  const likely = daysBetween(firstDay, meant) >= -1 && daysBetween(meant, today) >= -1
  const filledOn = !likely || meant > today ? today : meant
  return { filledOn, saidOn: off === 0 && likely ? null : saidOn }
}
