// A form names its languages as its author liked: `ar`, `Arabic (ar)`, `srpski`. We look for the code, and know which way it is written.
import { localeFacts, publicLocales, type PublicLocale } from '#kernel/locale.ts'

const named: readonly [RegExp, PublicLocale][] = [
  [/^(?:sr[-_]cyrl|srpski.*ćir|српски)/i, 'sr-Cyrl'],
  [/^(?:sr|hr|bs|cnr|srp|serbian|srpski)\b/i, 'sr-Latn'],
  [/^(?:sq|als?|alb|shqip|albanian)\b/i, 'sq'],
  [/^(?:en|eng|english)\b/i, 'en'],
  [/^(?:ar|ara|arabic)\b/i, 'ar'],
  [/^(?:fa|fas|per|prs|farsi|dari|persian)\b/i, 'fa'],
  [/^(?:ps|pus|pashto)\b/i, 'ps'],
  [/^(?:ur|urd|urdu)\b/i, 'ur'],
  [/^(?:tr|tur|turkish|türkçe)\b/i, 'tr'],
  [/^(?:rom|rmn|rmy|rmc|romani)\b/i, 'rom'],
  [/^(?:fr|fra|fre|french|français)\b/i, 'fr']
]

export const localeOfForm = (language: string): PublicLocale | undefined => {
  const code = /\(([\w-]+)\)\s*$/.exec(language)?.[1] ?? language
  return named.find(([pattern]) => pattern.test(code.trim()))?.[1]
}

/** As a button shows it: the language's own name, or what the form's author wrote. */
export const languageLabel = (language: string): string => {
  const locale = localeOfForm(language)
  return locale ? localeFacts[locale].name : language
}

export const directionOfForm = (language: string): 'ltr' | 'rtl' => {
  const locale = localeOfForm(language)
  return locale ? localeFacts[locale].direction : /\b(?:he|ckb|sd|ug)\b/i.test(language) ? 'rtl' : 'ltr'
}

/** The form's own language that is nearest to what somebody reads. */
export const nearestLanguage = (languages: readonly string[], wanted: PublicLocale): string | undefined =>
  languages.find(one => localeOfForm(one) === wanted) ??
  (wanted === 'sr-Cyrl' ? languages.find(one => localeOfForm(one) === 'sr-Latn') : undefined)

/** For the coded column: one of ours, or the bare word of the form. */
export const languageCode = (language: string): string =>
  localeOfForm(language) ?? (/^[A-Za-z-]{2,12}$/.test(language) ? language : 'other')

export const askedLocale = (language: string, own: PublicLocale): PublicLocale => {
  const locale = localeOfForm(language)
  return locale && publicLocales.includes(locale) ? locale : own
}
