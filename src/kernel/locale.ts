// The four languages of the desk and of every public page (TRU6). Cyrillic is derived from Latin, so data has only three.
export const locales = ['sr-Latn', 'sr-Cyrl', 'sq', 'en'] as const
export type Locale = (typeof locales)[number]

export const isLocale = (x: unknown): x is Locale => locales.includes(x as Locale)

/** The language as it stands first in an address: `/sr-cyrl/…`. */
export const pathOf = { 'sr-Latn': 'sr', 'sr-Cyrl': 'sr-cyrl', sq: 'sq', en: 'en' } as const satisfies Record<Locale, string>
export const localeOfPath = (segment: string): Locale | undefined => locales.find(l => pathOf[l] === segment)

/** Words written in the three languages of the strategy. */
export type Trilingual = { sr: string; sq: string; en: string }

/** Picks the words for a locale; `cyrillic` turns Serbian Latin into Cyrillic. */
export const trilingual = (words: Trilingual, locale: Locale, cyrillic: (latin: string) => string): string =>
  locale === 'sr-Cyrl' ? cyrillic(words.sr) : locale === 'sr-Latn' ? words.sr : words[locale]
