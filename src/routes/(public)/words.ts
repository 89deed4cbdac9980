// Words for the components of the public pages. They are rendered on the server only, so all languages may be at hand.
import { createContext } from 'svelte'
import { pathOf, type PublicLocale } from '#kernel/locale.ts'
import { dayWords } from '#locales/day-words.ts'
import { translator, type Translate } from '#locales/translator.ts'
import { writtenDay } from '#locales/written-day.ts'
import type { PublicCatalogue, PublicKey } from '#locales/capabilities.ts'

export type PublicWords = {
  locale: PublicLocale
  base: string
  t: Translate<PublicKey<'public'>>
  ui: Translate<PublicKey<'ui'>>
  problem: Translate<PublicKey<'problems'>>
  day: (day: string) => string
}

export const [publicWords, setPublicWords] = createContext<PublicWords>()

export const makeWords = (
  locale: PublicLocale,
  words: {
    public: PublicCatalogue<'public'>
    ui: PublicCatalogue<'ui'>
    problems: PublicCatalogue<'problems'>
  }
): PublicWords => ({
  locale,
  base: '/' + pathOf[locale],
  t: translator(locale, words.public),
  ui: translator(locale, words.ui),
  problem: translator(locale, words.problems),
  day: day => writtenDay(day, dayWords(locale))
})
