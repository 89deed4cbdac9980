// Weekdays and months of all eleven languages. The four of the desk are our own (format.ts says why), Romani too, for Intl does not
// know it; the others are Intl's, asked on the server only, so that the page and its script write one face of a date.
import { isMigrantLocale, type MigrantLocale, type PublicLocale } from '#kernel/locale.ts'
import { monthNames, weekdayNames } from './format.ts'
import type { DayWords } from './written-day.ts'

const order: Record<PublicLocale, string> = {
  'sr-Latn': '{weekday}, {date}. {month}',
  'sr-Cyrl': '{weekday}, {date}. {month}',
  sq: '{weekday}, {date} {month}',
  en: '{weekday}, {date} {month}',
  ar: '{weekday}، {date} {month}',
  fa: '{weekday} {date} {month}',
  ps: '{weekday}، {date} {month}',
  ur: '{weekday}، {date} {month}',
  tr: '{date} {month} {weekday}',
  rom: '{weekday}, {date} {month}',
  fr: '{weekday} {date} {month}'
}

// One language, two sets of month names: Syria says نيسان where Egypt says أبريل, Iran آوریل where Afghanistan says اپریل.
// Both stand there. Pashto weekdays are those said in Afghanistan, not the learned ones.
const monthsFrom: Partial<Record<MigrantLocale, string[]>> = {
  ar: ['ar-SY', 'ar-EG'],
  fa: ['fa-IR', 'fa-AF']
}
const weekdaysFrom: Partial<Record<MigrantLocale, string>> = { ps: 'fa-AF' }

const romani = {
  weekdays: ['kurko', 'luj', 'marci', 'tetradži', 'žoja', 'paraštuj', 'sabato'],
  months: ['januari', 'februari', 'marto', 'aprili', 'maj', 'juni', 'juli', 'avgusto', 'septembri', 'oktobri', 'novembri', 'decembri']
} // prettier-ignore

const told = (locale: string, part: 'weekday' | 'month') => {
  const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory-nu-latn`, {
    [part]: 'long',
    timeZone: 'UTC'
  })
  // 1 January 2023 was a Sunday
  return part === 'weekday'
    ? Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2023, 0, 1 + day)))
    : Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2023, month, 1)))
}

const named = (locale: PublicLocale): { weekdays: readonly string[]; months: readonly string[] } => {
  if (!isMigrantLocale(locale)) return { weekdays: weekdayNames(locale), months: monthNames(locale) }
  if (locale === 'rom') return romani
  const sets = (monthsFrom[locale] ?? [locale]).map(where => told(where, 'month'))
  return {
    weekdays: told(weekdaysFrom[locale] ?? locale, 'weekday'),
    months: told(locale, 'month').map((_, month) => [...new Set(sets.map(set => set[month]))].join('/'))
  }
}

const known = new Map<PublicLocale, DayWords>()

/** Made once for the life of the process. */
export const dayWords = (locale: PublicLocale): DayWords => {
  let words = known.get(locale)
  if (!words) {
    const { weekdays, months } = named(locale)
    known.set(
      locale,
      (words = { weekdays: weekdays.join('|'), months: months.join('|'), day: order[locale] })
    )
  }
  return words
}
