import { IntlMessageFormat } from 'intl-messageformat'
import { localeFacts, type PublicLocale } from '#kernel/locale.ts'

export type Params = Record<string, string | number>
export type Translate<Key extends string = string> = (key: Key, params?: Params) => string

// Messages are parsed once for the life of the process: parsing is the slow part.
const parsed = new Map<string, IntlMessageFormat>()

const format = (locale: PublicLocale, message: string, params: Params): string => {
  const id = locale + '\u0000' + message
  let known = parsed.get(id)
  if (!known) {
    known = new IntlMessageFormat(message, localeFacts[locale].intl, undefined, { ignoreTag: true })
    parsed.set(id, known)
  }
  return oneStop(String(known.format(params)))
}

/** A Serbian date brings its full stop along: at the end of a sentence there are not two. */
const oneStop = (text: string): string => text.replace(/(\d)\.\.(?!\.)/g, '$1.')

/** Typed words of one catalogue. Only messages with `{` cost a parser; the rest are plain look-ups. */
export const translator =
  <const C extends Record<string, string>>(locale: PublicLocale, catalogue: C): Translate<keyof C & string> =>
  (key, params) => {
    const message = catalogue[key]
    if (message === undefined) return key
    return message.includes('{') ? format(locale, message, params ?? {}) : message
  }
