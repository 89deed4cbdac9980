// How an alert is spoken of on a page: its sentence, its places, its days.
import { dayIn } from '#kernel/day.ts'
import { wallClock } from '#kernel/wall-clock.ts'
import type { Locale } from '#kernel/locale.ts'
import { formatDay } from '#locales/format.ts'
import { language, tt } from '#locales/t.svelte.ts'
import type { Sayer } from '../say-why.ts'

export type Place = { id: string; sr: string; sr_cyrl: string; sq: string }

const nameIn = (place: Place, locale: Locale) =>
  locale === 'sq' ? place.sq : locale === 'sr-Cyrl' ? place.sr_cyrl : place.sr

/** A settlement that is no longer in the network's list is spoken of by its code. */
export const placesBy =
  (settlements: readonly Place[]) =>
  (id: string): string => {
    const found = settlements.find(one => one.id === id)
    return found ? nameIn(found, language()) : id
  }

export const sayer = (settlements: readonly Place[]): Sayer => ({
  say: tt,
  locale: language(),
  place: placesBy(settlements)
})

/** The last day of a promise, bent for "until"; what is due within a day says the hour too. */
export const untilWhen = (dueAt: string, zone: string, withHour: boolean): string => {
  const last = new Date(Date.parse(dueAt) - 1)
  const day = formatDay(language(), dayIn(last, zone), 'genitive')
  return withHour ? `${day}, ${wallClock(new Date(dueAt), zone).time}` : day
}
