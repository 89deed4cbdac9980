// All words, by capability and locale, for the server. A page hands its reader only the catalogue it needs.
import { isMigrantLocale, type Locale, type PublicLocale } from '#kernel/locale.ts'
import { toCyrillic } from './cyrillic.ts'
import {
  capabilities,
  type Capability,
  type Catalogue,
  type PublicCapability,
  type PublicCatalogue,
  type PublicKey
} from './capabilities.ts'
import { translator, type Translate } from './translator.ts'

const cyrillic = new Map<Capability, Record<string, string>>()

/** The words of a capability in one language; Serbian Cyrillic is derived once and kept. */
export const wordsOf = <C extends Capability>(capability: C, locale: Locale): Catalogue<C> => {
  const languages = capabilities[capability]
  if (locale !== 'sr-Cyrl') return languages[locale] as Catalogue<C>
  let derived = cyrillic.get(capability)
  if (!derived) {
    derived = Object.fromEntries(
      Object.entries(languages['sr-Latn']).map(([key, words]) => [key, toCyrillic(words)])
    )
    cyrillic.set(capability, derived)
  }
  return derived as Catalogue<C>
}

/** The words of a capability, ready to be said. */
export const wordsFor = <C extends Capability>(
  locale: Locale,
  capability: C
): Translate<keyof Catalogue<C> & string> =>
  translator(locale, wordsOf(capability, locale)) as Translate<keyof Catalogue<C> & string>

/** The same for a public page, in any of the eleven: the part of the words that the public pages say. */
export const publicWordsOf = <C extends PublicCapability>(
  capability: C,
  locale: PublicLocale
): PublicCatalogue<C> => {
  if (!isMigrantLocale(locale)) return wordsOf(capability, locale)
  return capabilities[capability][locale] as PublicCatalogue<C>
}

export const publicWordsFor = <C extends PublicCapability>(
  locale: PublicLocale,
  capability: C
): Translate<PublicKey<C>> => translator(locale, publicWordsOf(capability, locale)) as Translate<PublicKey<C>>
