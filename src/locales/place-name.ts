import { trilingual } from '#kernel/locale.ts'
import { toCyrillic } from './cyrillic.ts'
import { language } from './t.svelte.ts'

/** A settlement of the network, in the reader's language and script. */
export const placeName = (place: { sr: string; sr_cyrl: string; sq: string }): string =>
  language() === 'sr-Cyrl' ? place.sr_cyrl : trilingual({ ...place, en: place.sr }, language(), toCyrillic)
