// Days and figures, written by ourselves: Intl differs between Node and browsers for sq and sr-Cyrl, and two faces of one date confuse.
import type { Locale } from '#kernel/locale.ts'
import { toCyrillic } from './cyrillic.ts'

type Names = { weekdays: readonly string[]; months: readonly string[] }
/** After “do”, “od” and in the middle of a sentence Serbian bends the day: “do subote, 15. aprila”. The others do not. */
export type DayCase = 'alone' | 'genitive'

const serbian: Names = {
  weekdays: ['nedelja', 'ponedeljak', 'utorak', 'sreda', 'četvrtak', 'petak', 'subota'],
  months: ['januar', 'februar', 'mart', 'april', 'maj', 'jun', 'jul', 'avgust', 'septembar', 'oktobar', 'novembar', 'decembar']
} // prettier-ignore

const bent: Names = {
  weekdays: ['nedelje', 'ponedeljka', 'utorka', 'srede', 'četvrtka', 'petka', 'subote'],
  months: ['januara', 'februara', 'marta', 'aprila', 'maja', 'juna', 'jula', 'avgusta', 'septembra', 'oktobra', 'novembra', 'decembra']
} // prettier-ignore
const inCyrillic = ({ weekdays, months }: Names): Names => ({
  weekdays: weekdays.map(toCyrillic),
  months: months.map(toCyrillic)
})
const genitive: Partial<Record<Locale, Names>> = { 'sr-Latn': bent, 'sr-Cyrl': inCyrillic(bent) }

const names: Record<Locale, Names> = {
  'sr-Latn': serbian,
  'sr-Cyrl': inCyrillic(serbian),
  sq: {
    weekdays: ['e diel', 'e hënë', 'e martë', 'e mërkurë', 'e enjte', 'e premte', 'e shtunë'],
    months: ['janar', 'shkurt', 'mars', 'prill', 'maj', 'qershor', 'korrik', 'gusht', 'shtator', 'tetor', 'nëntor', 'dhjetor']
  },
  en: {
    weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    months: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
  }
} // prettier-ignore

const namesAs = (locale: Locale, as: DayCase): Names =>
  (as === 'genitive' && genitive[locale]) || names[locale]

const parts = (day: string) => {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (!found) throw new RangeError('a day is written YYYY-MM-DD')
  const [year, month, date] = [Number(found[1]), Number(found[2]), Number(found[3])]
  const weekday = new Date(Date.UTC(year, month - 1, date)).getUTCDay()
  return { year, month, date, weekday }
}

const ordered = (locale: Locale, date: number, month: string) =>
  locale.startsWith('sr') ? `${date}. ${month}` : `${date} ${month}`

/** `2026-04-15` → “sreda, 15. april” · “e mërkurë, 15 prill” · “Wednesday, 15 April”. */
export const formatDay = (locale: Locale, day: string, as: DayCase = 'alone'): string => {
  const { month, date, weekday } = parts(day)
  const { weekdays, months } = namesAs(locale, as)
  return `${weekdays[weekday]}, ${ordered(locale, date, months[month - 1] as string)}`
}

/** `2026-04-15` → “15. april 2026.” · “15 prill 2026” · “15 April 2026”. */
export const formatDate = (locale: Locale, day: string, as: DayCase = 'alone'): string => {
  const { year, month, date } = parts(day)
  const written = `${ordered(locale, date, namesAs(locale, as).months[month - 1] as string)} ${year}`
  return locale.startsWith('sr') ? written + '.' : written
}

/** `2026-04` → “april 2026.” · “prill 2026” · “April 2026”. */
export const formatMonth = (locale: Locale, month: string): string => {
  const { year, month: number } = parts(month + '-01')
  const written = `${names[locale].months[number - 1]} ${year}`
  return locale.startsWith('sr') ? written + '.' : written
}

/** Short, for tables: “15. 4. 2026.” · “15.4.2026” · “15/4/2026”. */
export const formatShortDate = (locale: Locale, day: string): string => {
  const { year, month, date } = parts(day)
  if (locale === 'en') return `${date}/${month}/${year}`
  return locale === 'sq' ? `${date}.${month}.${year}` : `${date}.\u00a0${month}.\u00a0${year}.`
}

export const weekdayNames = (locale: Locale): readonly string[] => names[locale].weekdays
export const monthNames = (locale: Locale): readonly string[] => names[locale].months

/** `1234.5` → `1.234,5` in Serbian and Albanian, `1,234.5` in English. Rounds to `decimals`, drops nothing after. */
export const formatNumber = (
  locale: Locale,
  value: number,
  decimals = Number.isInteger(value) ? 0 : 1
): string => {
  const [whole = '', fraction] = Math.abs(value).toFixed(decimals).split('.')
  const [group, point] = locale === 'en' ? [',', '.'] : ['.', ',']
  const sign = value < 0 && Number(value.toFixed(decimals)) !== 0 ? '−' : ''
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group as string)
  return sign + grouped + (fraction ? point + fraction : '')
}

/** A share, 0.125 → `12,5 %`, with a space that does not break. */
export const formatPercent = (locale: Locale, share: number, decimals = 0): string =>
  formatNumber(locale, share * 100, decimals) + '\u00a0%'
