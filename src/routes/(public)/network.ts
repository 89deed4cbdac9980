// What the public pages know of the network: its names, places and numbers. Nothing here is secret.
import {
  isMigrantLocale,
  nearestLocale,
  trilingual,
  type PublicLocale,
  type Trilingual
} from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { dayIn } from '#kernel/day.ts'
import { wallClock } from '#kernel/wall-clock.ts'
import { toCyrillic } from '#locales/cyrillic.ts'
import { dayWords } from '#locales/day-words.ts'
import { emergencyName } from '#locales/emergency-names.ts'
import { writtenDay } from '#locales/written-day.ts'

export type PublicNetwork = {
  name: Trilingual
  networkName: Trilingual
  emergencyNumbers: { number: string; what: Trilingual }[]
  line: undefined | { number: string; words: Trilingual; open: boolean; opensAt?: string }
  profile: { timezone: string }
  settlements: { id: string; sr: string; sr_cyrl: string; sq: string; lat: number; lon: number }[]
  locales: string[]
  intakeOrganisations: { id: string; name: Trilingual }[]
}

export const placeName = (place: PublicNetwork['settlements'][number], locale: PublicLocale) =>
  locale === 'sr-Cyrl' ? place.sr_cyrl : locale === 'sq' ? place.sq : place.sr

/** Data that a network gives in three languages, for a reader of any; `lang` is there where it is not the page's own. */
export const shown = (
  words: Trilingual,
  locale: PublicLocale
): { text: string; lang: 'en' | 'sr-Latn' | undefined } => {
  const text = trilingual(words, nearestLocale(locale), toCyrillic)
  // a name nobody translated stands in Serbian
  const lang = words.en === words.sr ? 'sr-Latn' : 'en'
  return { text, lang: isMigrantLocale(locale) ? lang : undefined }
}

/** “08:00” today, else with the day before it, by the clock of the network. */
const opensAt = (at: string, locale: PublicLocale, timezone: string): string => {
  const { day, time } = wallClock(new Date(at), timezone)
  return day === dayIn(new Date(), timezone) ? time : `${writtenDay(day, dayWords(locale))}, ${time}`
}

/** The profile in one language. A number or line which nobody entered is not there. */
export const localNetwork = (network: PublicNetwork | undefined, locale: PublicLocale) => {
  if (!network) throw notFound()
  const { line } = network
  const foreignPlaces = locale === 'en' || isMigrantLocale(locale)
  return {
    name: shown(network.name, locale),
    networkName: shown(network.networkName, locale),
    emergencyNumbers: network.emergencyNumbers.map(({ number, what }) => {
      const known = isMigrantLocale(locale) ? emergencyName(what.en, locale) : undefined
      return { number, what: known ? { text: known, lang: undefined } : shown(what, locale) }
    }),
    hotline: line
      ? {
          number: line.number,
          hours: shown(line.words, locale),
          open: line.open,
          opens: line.opensAt && opensAt(line.opensAt, locale, network.profile.timezone)
        }
      : null,
    /** Whose people read what is written here. */
    readBy: network.intakeOrganisations.map(({ id, name }) => ({ id, name: shown(name, locale) })),
    settlements: network.settlements.map(place => ({
      id: place.id,
      name: placeName(place, locale),
      lat: place.lat,
      lon: place.lon
    })),
    /** The language in which the names of the settlements stand, where it is not the page's. */
    settlementsLang: foreignPlaces ? ('sr-Latn' as const) : undefined
  }
}

export type LocalNetwork = ReturnType<typeof localNetwork>
