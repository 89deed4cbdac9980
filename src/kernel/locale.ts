// The four languages of the desk and of every public page (TRU6): four ways to read, three languages. Serbian Cyrillic
// is never stored, it is derived from Serbian Latin.
export const locales = ['sr-Latn', 'sr-Cyrl', 'sq', 'en'] as const
export type Locale = (typeof locales)[number]

/** Seven more for the help and report pages: people who pass through, who stayed, and who were always here. */
export const migrantLocales = ['ar', 'fa', 'ps', 'ur', 'tr', 'rom', 'fr'] as const
export type MigrantLocale = (typeof migrantLocales)[number]

export const publicLocales = [...locales, ...migrantLocales] as const
export type PublicLocale = Locale | MigrantLocale

export const isLocale = (value: unknown): value is Locale => (locales as readonly unknown[]).includes(value)
export const isMigrantLocale = (locale: PublicLocale): locale is MigrantLocale => !isLocale(locale)

type Facts = {
  /** As it stands first in an address: `/sr-cyrl/…`. */
  path: string
  /** Its own name in its own script, whatever the reader's language is. */
  name: string
  script: 'Latn' | 'Cyrl' | 'Arab'
  direction: 'ltr' | 'rtl'
  /** For `Intl`: the Gregorian calendar and 0 to 9, so that a date can be said on the phone. Romani is unknown to it. */
  intl: string
  /** A native speaker has read every page; docs/languages.md says who and when. */
  checked: boolean
}

/** The one place that knows a language's address, name, script and direction. */
export const localeFacts = {
  'sr-Latn': { path: 'sr', name: 'srpski (latinica)', script: 'Latn', direction: 'ltr', intl: 'sr-Latn', checked: false },
  'sr-Cyrl': { path: 'sr-cyrl', name: 'српски (ћирилица)', script: 'Cyrl', direction: 'ltr', intl: 'sr-Cyrl', checked: false },
  sq: { path: 'sq', name: 'shqip', script: 'Latn', direction: 'ltr', intl: 'sq', checked: false },
  en: { path: 'en', name: 'English', script: 'Latn', direction: 'ltr', intl: 'en', checked: false },
  ar: { path: 'ar', name: 'العربية', script: 'Arab', direction: 'rtl', intl: 'ar-u-ca-gregory-nu-latn', checked: false },
  fa: { path: 'fa', name: 'فارسی / دری', script: 'Arab', direction: 'rtl', intl: 'fa-u-ca-gregory-nu-latn', checked: false },
  ps: { path: 'ps', name: 'پښتو', script: 'Arab', direction: 'rtl', intl: 'ps-u-ca-gregory-nu-latn', checked: false },
  ur: { path: 'ur', name: 'اردو', script: 'Arab', direction: 'rtl', intl: 'ur-u-ca-gregory-nu-latn', checked: false },
  tr: { path: 'tr', name: 'Türkçe', script: 'Latn', direction: 'ltr', intl: 'tr-u-ca-gregory-nu-latn', checked: false },
  rom: { path: 'rom', name: 'romani čhib', script: 'Latn', direction: 'ltr', intl: 'en-u-ca-gregory-nu-latn', checked: false },
  fr: { path: 'fr', name: 'français', script: 'Latn', direction: 'ltr', intl: 'fr-u-ca-gregory-nu-latn', checked: false }
} as const satisfies Record<PublicLocale, Facts> // prettier-ignore

const each = <Fact extends keyof Facts>(fact: Fact) =>
  Object.fromEntries(publicLocales.map(l => [l, localeFacts[l][fact]])) as Record<PublicLocale, Facts[Fact]>

/** The language as it stands first in an address: `/sr-cyrl/…`. */
export const pathOf = each('path')
export const directionOf = each('direction')

export const publicLocaleOfPath = (segment: string): PublicLocale | undefined =>
  publicLocales.find(l => pathOf[l] === segment)
/** One of the four. */
export const localeOfPath = (segment: string): Locale | undefined => locales.find(l => pathOf[l] === segment)

/** What is not written in a reader's language is read in English. */
export const nearestLocale = (locale: PublicLocale): Locale => (isMigrantLocale(locale) ? 'en' : locale)

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
