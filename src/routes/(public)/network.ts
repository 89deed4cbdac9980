// What the public pages know of the network: its names, places and numbers. Nothing here is secret.
import { trilingual, type Locale, type Trilingual } from '#kernel/locale.ts'
import { lineState, type Hotline, type Shift } from '#kernel/line-hours.ts'
import { notFound } from '#kernel/problem.ts'
import { wallClock } from '#kernel/wall-clock.ts'
import { toCyrillic } from '#locales/cyrillic.ts'

export type PublicNetwork = {
  name: Trilingual
  networkName: Trilingual
  emergencyNumbers: { number: string; what: Trilingual }[]
  hotline: Hotline | null
  onDuty: readonly Shift[]
  profile: { timezone: string }
  settlements: { id: string; sr: string; sr_cyrl: string; sq: string }[]
  locales: string[]
}

export const placeName = (place: PublicNetwork['settlements'][number], locale: Locale) =>
  locale === 'sr-Cyrl' ? place.sr_cyrl : locale === 'sq' ? place.sq : place.sr

export type LocalLine = {
  numbers: {
    number: string
    state: 'open' | 'closed' | 'unknown'
    until?: string
    opens?: { day: string; time: string }
  }[]
  hours: string
  today: string
}

/** The profile in one language, as it is at this moment. A number or line which nobody entered is not there. */
export const localNetwork = (network: PublicNetwork | undefined, locale: Locale, now: Date) => {
  if (!network) throw notFound()
  const say = (words: Trilingual) => trilingual(words, locale, toCyrillic)
  return {
    name: say(network.name),
    networkName: say(network.networkName),
    emergencyNumbers: network.emergencyNumbers.map(({ number, what }) => ({ number, what: say(what) })),
    line: network.hotline && localLine(network.hotline, network.onDuty, network.profile.timezone, say, now),
    settlements: network.settlements.map(place => ({ id: place.id, name: placeName(place, locale) }))
  }
}

/** Each telephone of the line with what may be said of it now: open, when it opens, or nothing. */
const localLine = (
  line: Hotline,
  onDuty: readonly Shift[],
  timezone: string,
  say: (words: Trilingual) => string,
  now: Date
): LocalLine => {
  const numberOf = (which: 'first' | 'second', number: string) => {
    const state = lineState(line, which, onDuty, now, timezone)
    return {
      number,
      state: state.state,
      ...(state.state === 'open' &&
        state.until && { until: endOfDay(wallClock(state.until, timezone).time) }),
      ...(state.state === 'closed' && state.opens && { opens: wallClock(state.opens, timezone) })
    }
  }
  return {
    numbers: [
      numberOf('first', line.number),
      ...(line.second_number ? [numberOf('second', line.second_number)] : [])
    ],
    hours: say(line.hours),
    today: wallClock(now, timezone).day
  }
}

/** Midnight as an end is 24:00: nobody says "until 0:00". */
const endOfDay = (time: string) => (time === '00:00' ? '24:00' : time)
