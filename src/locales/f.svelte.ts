// The words of the page for the field: its own few, so that a phone keeps 20 kB of them and not the whole desk's.
import { isMigrantLocale, type Locale, type PublicLocale } from '#kernel/locale.ts'
import { toCyrillic } from './cyrillic.ts'
import { translator, type Params } from './translator.ts'
import type { field } from './risk-field/index.ts'
import type { asked } from './risk-asked/index.ts'

type File = { default: Record<string, string> }
const own = import.meta.glob<File>('./risk-field/{sr-Latn,sq,en}.ts')
const shown = import.meta.glob<File>('./risk-asked/*.ts', { eager: true })

export type FieldKey = keyof (typeof field)['sr-Latn']
export type AskedKey = keyof (typeof asked)['sr-Latn']

const current = $state<{ locale: Locale; say: (key: never, params?: Params) => string }>({
  locale: 'sr-Latn',
  say: key => key
})

const fileOf = (locale: PublicLocale) => (locale === 'sr-Cyrl' ? 'sr-Latn' : locale)
const inScript = (locale: PublicLocale, words: Record<string, string>) =>
  locale === 'sr-Cyrl'
    ? Object.fromEntries(Object.entries(words).map(([key, text]) => [key, toCyrillic(text)]))
    : words

export const speakField = async (locale: Locale): Promise<void> => {
  const file = await own[`./risk-field/${fileOf(locale)}.ts`]!()
  current.say = translator(locale, inScript(locale, file.default)) as never
  current.locale = locale
  document.documentElement.lang = locale
}

export const f = (key: FieldKey, params?: Params): string => current.say(key as never, params)
export const fieldLanguage = (): Locale => current.locale

/** A refusal in words; what has none of its own is said as what it means for whoever stands in the field. */
export const fProblem = (code: string, params?: Params): string => {
  const key = `problem.${code}`
  const said = current.say(key as never, params)
  return said === key ? f('problem.other') : said
}

/** Words for the person who is asked, in their language. */
export const a = (locale: PublicLocale, key: AskedKey): string => {
  const { default: words } = shown[`./risk-asked/${fileOf(locale)}.ts`]!
  const text = words[key] ?? key
  return locale === 'sr-Cyrl' && !isMigrantLocale(locale) ? toCyrillic(text) : text
}
