// What the public pages know of the network: its names, places and numbers. Nothing here is secret.
import { trilingual, type Locale, type Trilingual } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { toCyrillic } from '#locales/cyrillic.ts'

export type PublicNetwork = {
  name: Trilingual
  networkName: Trilingual
  emergencyNumbers: { number: string; what: Trilingual }[]
  hotline: null | { number: string; hours: Trilingual | string }
  settlements: { id: string; sr: string; sr_cyrl: string; sq: string }[]
  locales: string[]
  intakeOrganisations: { id: string; name: Trilingual }[]
}

export const placeName = (place: PublicNetwork['settlements'][number], locale: Locale) =>
  locale === 'sr-Cyrl' ? place.sr_cyrl : locale === 'sq' ? place.sq : place.sr

/** The profile in one language. A number or line which nobody entered is not there. */
export const localNetwork = (network: PublicNetwork | undefined, locale: Locale) => {
  if (!network) throw notFound()
  const say = (words: Trilingual) => trilingual(words, locale, toCyrillic)
  const hours = network.hotline?.hours
  return {
    name: say(network.name),
    networkName: say(network.networkName),
    emergencyNumbers: network.emergencyNumbers.map(({ number, what }) => ({ number, what: say(what) })),
    hotline: network.hotline && {
      number: network.hotline.number,
      hours: hours === undefined || typeof hours === 'string' ? (hours ?? '') : say(hours)
    },
    /** Whose people read what is written here. */
    readBy: network.intakeOrganisations.map(({ id, name }) => ({ id, name: say(name) })),
    settlements: network.settlements.map(place => ({ id: place.id, name: placeName(place, locale) }))
  }
}
