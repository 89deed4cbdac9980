// What the public pages know of the network: its names, places and numbers. Nothing here is secret.
import { trilingual, type Locale, type Trilingual } from '#kernel/locale.ts'
import { notFound } from '#kernel/problem.ts'
import { sayWhen } from '#line/ui/when.ts'
import { toCyrillic } from '#locales/cyrillic.ts'

export type PublicNetwork = {
  name: Trilingual
  networkName: Trilingual
  emergencyNumbers: { number: string; what: Trilingual }[]
  line: undefined | { number: string; words: Trilingual; open: boolean; opensAt?: string }
  profile: { timezone: string }
  settlements: { id: string; sr: string; sr_cyrl: string; sq: string }[]
  locales: string[]
}

export const placeName = (place: PublicNetwork['settlements'][number], locale: Locale) =>
  locale === 'sr-Cyrl' ? place.sr_cyrl : locale === 'sq' ? place.sq : place.sr

/** The profile in one language. A number or line which nobody entered is not there. */
export const localNetwork = (network: PublicNetwork | undefined, locale: Locale) => {
  if (!network) throw notFound()
  const say = (words: Trilingual) => trilingual(words, locale, toCyrillic)
  const { line } = network
  return {
    name: say(network.name),
    networkName: say(network.networkName),
    emergencyNumbers: network.emergencyNumbers.map(({ number, what }) => ({ number, what: say(what) })),
    hotline: line
      ? {
          number: line.number,
          hours: say(line.words),
          open: line.open,
          opens: line.opensAt && sayWhen(locale, line.opensAt, network.profile.timezone)
        }
      : null,
    settlements: network.settlements.map(place => ({ id: place.id, name: placeName(place, locale) }))
  }
}
