// Words for the components of the public pages. They are rendered on the server only, so all languages may be at hand.
import { createContext } from 'svelte'
import { pathOf, type Locale } from '#kernel/locale.ts'
import { formatDay } from '#locales/format.ts'
import { translator, type Translate } from '#locales/translator.ts'
import type { Catalogue, Key } from '#locales/capabilities.ts'

export type PublicWords = {
  locale: Locale
  base: string
  t: Translate<Key<'public'>>
  ui: Translate<Key<'ui'>>
  problem: Translate<Key<'problems'>>
  day: (day: string) => string
}

export const [publicWords, setPublicWords] = createContext<PublicWords>()

export const makeWords = (
  locale: Locale,
  words: { public: Catalogue<'public'>; ui: Catalogue<'ui'>; problems: Catalogue<'problems'> }
): PublicWords => ({
  locale,
  base: '/' + pathOf[locale],
  t: translator(locale, words.public),
  ui: translator(locale, words.ui),
  problem: translator(locale, words.problems),
  day: day => formatDay(locale, day)
})
