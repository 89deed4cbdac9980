import { trilingual, type Trilingual } from '#kernel/locale.ts'
import { toCyrillic } from './cyrillic.ts'
import { language } from './t.svelte.ts'

/** Words that come as data (the strategy, a name), in the reader's language. */
export const say = (words: Trilingual): string => trilingual(words, language(), toCyrillic)
