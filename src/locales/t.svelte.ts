// The words of the desk and of the doors to it, in the browser. One language at a time, loaded as its own file.
import type { Locale } from '#kernel/locale.ts'
import { toCyrillic } from './cyrillic.ts'
import { translator, type Params } from './translator.ts'
import type { DeskKey } from './capabilities.ts'

type File = { default: Record<string, string> }
const files = import.meta.glob<File>('./*/{sr-Latn,sq,en}.ts')

const current = $state<{ locale: Locale; say: (key: never, params?: Params) => string }>({
  locale: 'sr-Latn',
  say: key => key
})

/** The words of one language, without turning the desk to it: for a sheet in the language of whoever gets it. */
export const wordsIn = async (locale: Locale): Promise<(key: string, params?: Params) => string> => {
  const file = locale === 'sr-Cyrl' ? 'sr-Latn' : locale
  const paths = Object.keys(files).filter(
    path => path.endsWith(`/${file}.ts`) && !path.startsWith('./public/')
  )
  const loaded = await Promise.all(paths.map(path => files[path]!()))
  const words: Record<string, string> = Object.assign({}, ...loaded.map(l => l.default))
  if (locale === 'sr-Cyrl') for (const key in words) words[key] = toCyrillic(words[key]!)
  return translator(locale, words) as never
}

/** Loads a language; resolves when every word is there. The public pages' words are not among them. */
export const speak = async (locale: Locale): Promise<void> => {
  current.say = (await wordsIn(locale)) as never
  current.locale = locale
}

/** A word of the desk; a missing one does not compile. */
export const t = (key: DeskKey, params?: Params): string => current.say(key as never, params)
/** For keys put together at run time from checked parts, such as `status.` + status. */
export const tt = (key: string, params?: Params): string => {
  const said = current.say(key as never, params)
  // heard by the journeys, which fail on any complaint of a browser
  if (said === key) console.error(`no word for ${key}`)
  return said
}
export const language = (): Locale => current.locale
