import { localeFacts, publicLocales, type PublicLocale } from '#kernel/locale.ts'

/** Each language calls itself by its own name, whatever the reader's language is. */
export const languageNames = Object.fromEntries(publicLocales.map(l => [l, localeFacts[l].name])) as Record<
  PublicLocale,
  string
>

/** The own name of a language that stands as a code in the data (`sr`, `sq`, …), with the `lang` it is written in. */
export const ownName = (code: string): { name: string; lang?: PublicLocale } => {
  const locale = publicLocales.find(l => l === (code === 'sr' ? 'sr-Latn' : code))
  if (!locale) return { name: code }
  // „srpski“, not „srpski (latinica)“: what is spoken has no script
  return { name: languageNames[locale].replace(/ \(.*\)$/, ''), lang: locale }
}

/** The key of a language's name in the reader's language; the desk says which language a report came in. */
export const languageKey = (language: string): string => `language.${language}`
