// How the telephone line says times: in the network's zone, wherever the browser stands.
import { formatDay } from '#locales/format.ts'
import { language } from '#locales/t.svelte.ts'
import { wallClock } from '#kernel/wall-clock.ts'

/** '08:00' → '8:00'; the end of a day is written 24:00. */
export const sayTime = (time: string): string => time.replace(/^0(\d)/, '$1')

export const sayClock = (at: Date | string, timeZone: string): string =>
  sayTime(wallClock(new Date(at), timeZone).time)

export const sayDay = (at: Date | string, timeZone: string): string =>
  formatDay(language(), wallClock(new Date(at), timeZone).day)

/** Whole hours of a day for a select. */
export const hours: readonly number[] = Array.from({ length: 24 }, (_, hour) => hour)
export const sayHour = (hour: number): string => `${hour}:00`

export const rightNow = (): string => new Date().toISOString()
