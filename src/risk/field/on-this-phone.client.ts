// What the browser keeps of the page itself, so that it opens without signal.
import { isLocale, type Locale } from '#kernel/locale.ts'
import { localDay } from './draft.ts'

const known: readonly [RegExp, Locale][] = [
  [/^sr-cyrl/i, 'sr-Cyrl'],
  [/^(?:sr|hr|bs|me)\b/i, 'sr-Latn'],
  [/^sq\b/i, 'sq'],
  [/^en\b/i, 'en']
]

export const preferredOf = (languages: readonly string[]): Locale => {
  for (const language of languages)
    for (const [pattern, locale] of known) if (pattern.test(language) && isLocale(locale)) return locale
  return 'sr-Latn'
}

/** Only these pages: the public ones promise that nothing of the kind is there. */
export const registerWorker = async (): Promise<void> => {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  // a browser may refuse (private window): the page works all the same, with a line
  await navigator.serviceWorker.register('/field-worker.js', { scope: '/field' }).catch(() => undefined)
}

export const today = () => localDay(new Date())
