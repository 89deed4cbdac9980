import type { Locale } from '#kernel/locale.ts'

/** Each language calls itself by its own name, whatever the reader's language is. */
export const languageNames: Record<Locale, string> = {
  'sr-Latn': 'srpski (latinica)',
  'sr-Cyrl': 'српски (ћирилица)',
  sq: 'shqip',
  en: 'English'
}
