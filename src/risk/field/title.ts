import { toCyrillic } from '#locales/cyrillic.ts'
import type { PublicLocale } from '#kernel/locale.ts'
import { nearestLanguage } from './form-language.ts'

/** A form's title in the reader's language, or in the first it has. */
export const titleOf = (title: Readonly<Record<string, string>>, locale: PublicLocale): string => {
  const found = nearestLanguage(Object.keys(title), locale)
  const text = (found && title[found]) || Object.values(title)[0] || ''
  return locale === 'sr-Cyrl' && found ? toCyrillic(text) : text
}
