// What a reader outside the team may see of a value, and how it is said. A report holds only these: the number behind
// "fewer than 5" never reaches it, so no page, PDF or export of it can leak one.

import type { Locale, Trilingual } from '#kernel/locale.ts'
import { languageOf } from '#kernel/locale.ts'
import {
  protect,
  protectShare,
  type Protected,
  type ProtectedShare,
  type Protection
} from '#kernel/small-numbers.ts'
import { isSet, type IndicatorValue } from '#plan/index.ts'

export type ShownValue =
  | 'not-set'
  | { kind: 'count'; value: Protected }
  | { kind: 'percent'; value: ProtectedShare }
  | { kind: 'yes_no'; value: boolean }
  | { kind: 'qualitative'; value: Trilingual }

/** How it is drawn: `few` is hatched, the same size for any number; `not-set` is dashed. */
export type ValueState = 'value' | 'few' | 'hidden' | 'not-set'
export type SaidValue = { text: string; state: ValueState }

export const protectValue = (v: IndicatorValue, to: Protection): ShownValue => {
  if (!isSet(v)) return 'not-set'
  switch (v.kind) {
    case 'count':
      return { kind: v.kind, value: protect(v.value!, to) }
    case 'percent':
      return { kind: v.kind, value: protectShare(v.numerator!, v.denominator!, to) }
    case 'yes_no':
      return { kind: v.kind, value: v.value! }
    case 'qualitative':
      return { kind: v.kind, value: v.value! }
    default:
      return v satisfies never
  }
}

const words = {
  few: { sr: 'manje od 5', sq: 'më pak se 5', en: 'fewer than 5' },
  partner: {
    sr: 'skriveno da zaštitimo ljude',
    sq: 'fshehur për të mbrojtur njerëzit',
    en: 'hidden to protect people'
  },
  'one-year': {
    sr: 'ne objavljujemo za jednu godinu',
    sq: 'nuk e publikojmë për një vit',
    en: 'not published for one year'
  },
  'not-set': { sr: 'nije izmereno', sq: 'nuk është matur', en: 'not measured' },
  'no-base': {
    sr: 'nije bilo šta da se broji',
    sq: 'nuk kishte çfarë të numërohej',
    en: 'there was nothing to count'
  },
  yes: { sr: 'da', sq: 'po', en: 'yes' },
  no: { sr: 'ne', sq: 'jo', en: 'no' },
  of: { sr: 'od', sq: 'nga', en: 'of' }
} as const satisfies Record<string, Trilingual>

/** 1.234,5 in Serbian and Albanian, 1,234.5 in English. By hand: Intl groups Albanian with a space and rounds to three places. */
export const formatNumber = (n: number, locale: Locale): string => {
  const [whole = '0', part] = String(Math.abs(n)).split('.')
  const [group, decimal] = languageOf(locale) === 'en' ? [',', '.'] : ['.', ',']
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group)
  return `${n < 0 ? '−' : ''}${grouped}${part ? decimal + part : ''}`
}

export const sayValue = (
  shown: ShownValue,
  locale: Locale,
  toCyrillic: (latin: string) => string
): SaidValue => {
  const say = (t: Trilingual): string => (locale === 'sr-Cyrl' ? toCyrillic(t.sr) : t[languageOf(locale)])
  const value = (text: string): SaidValue => ({ text, state: 'value' })
  const number = (n: number): string => formatNumber(n, locale)
  if (shown === 'not-set') return { text: say(words['not-set']), state: 'not-set' }
  if (shown.kind === 'yes_no') return value(say(shown.value ? words.yes : words.no))
  if (shown.kind === 'qualitative') return value(say(shown.value))
  const v = shown.value
  if (v === 'no-base') return value(say(words['no-base']))
  if ('fewerThan' in v || ('hidden' in v && v.hidden === 'few')) return few(shown.kind, say)
  if ('hidden' in v)
    return { text: say(words[v.hidden === 'one-year' ? 'one-year' : 'partner']), state: 'hidden' }
  if ('shown' in v) return value(number(v.shown))
  if ('percent' in v) return value(`${number(v.percent)}\u00a0%`)
  return value(`${number(v.numerator)} ${say(words.of)} ${number(v.denominator)}`)
}

/** A hidden share says that it is hidden, not that it is below 5 percent. */
const few = (kind: 'count' | 'percent', say: (t: Trilingual) => string): SaidValue =>
  kind === 'count' ? { text: say(words.few), state: 'few' } : { text: say(words.partner), state: 'hidden' }
