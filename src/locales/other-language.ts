// Words of one catalogue in a language that is not the reader's: an operator reads them aloud to somebody else.
import type { Locale } from '#kernel/locale.ts'
import { toCyrillic } from './cyrillic.ts'
import type { line } from './line/index.ts'

type Words = Record<keyof (typeof line)['sr-Latn'], string>

const files = {
  'sr-Latn': () => import('./line/sr-Latn.ts'),
  sq: () => import('./line/sq.ts'),
  en: () => import('./line/en.ts')
}

/** The words of the telephone line, loaded when that language is spoken. */
export const lineWordsIn = async (locale: Locale): Promise<Words> => {
  const { default: words } = await files[locale === 'sr-Cyrl' ? 'sr-Latn' : locale]()
  if (locale !== 'sr-Cyrl') return words
  return Object.fromEntries(Object.entries(words).map(([key, text]) => [key, toCyrillic(text)])) as Words
}
