// The four languages of the desk and of every public page (TRU6): four ways to read, three languages. Serbian Cyrillic
// is never stored, it is derived from Serbian Latin.
export const locales = ['sr-Latn', 'sr-Cyrl', 'sq', 'en'] as const
export type Locale = (typeof locales)[number]

export const isLocale = (value: unknown): value is Locale => (locales as readonly unknown[]).includes(value)

/** The language as it stands first in an address: `/sr-cyrl/…`. */
export const pathOf = { 'sr-Latn': 'sr', 'sr-Cyrl': 'sr-cyrl', sq: 'sq', en: 'en' } as const satisfies Record<
  Locale,
  string
>
export const localeOfPath = (segment: string): Locale | undefined => locales.find(l => pathOf[l] === segment)

export const languages = ['sr', 'sq', 'en'] as const
export type Language = (typeof languages)[number]

/** The same words in every language that people write. */
export type Trilingual = Record<Language, string>

export const languageOf = (locale: Locale): Language =>
  locale === 'sr-Latn' || locale === 'sr-Cyrl' ? 'sr' : locale

/** The words for this reader. The Cyrillic rule with its exceptions lives in `locales/` and comes in as a function. */
export const trilingual = (
  words: Trilingual,
  locale: Locale,
  toCyrillic: (serbianLatin: string) => string
): string => (locale === 'sr-Cyrl' ? toCyrillic(words.sr) : words[languageOf(locale)])
