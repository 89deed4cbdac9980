import { expect, test } from 'vitest'
import { locales, publicLocales } from '#kernel/locale.ts'
import { dayWords } from './day-words.ts'
import { formatDay } from './format.ts'
import { writtenDay } from './written-day.ts'

test('one day in eleven languages', () => {
  expect(Object.fromEntries(publicLocales.map(l => [l, writtenDay('2026-04-15', dayWords(l))]))).toEqual({
    'sr-Latn': 'sreda, 15. april',
    'sr-Cyrl': 'среда, 15. април',
    sq: 'e mërkurë, 15 prill',
    en: 'Wednesday, 15 April',
    ar: 'الأربعاء، 15 نيسان/أبريل',
    fa: 'چهارشنبه 15 آوریل/اپریل',
    ps: 'چهارشنبه، 15 اپریل',
    ur: 'بدھ، 15 اپریل',
    tr: '15 Nisan Çarşamba',
    rom: 'tetradži, 15 aprili',
    fr: 'mercredi 15 avril'
  })
})

test('a page and the desk write a day alike, every day of a year', () => {
  for (const locale of locales)
    for (let day = Date.UTC(2026, 0, 1); day < Date.UTC(2027, 0, 1); day += 86_400_000) {
      const iso = new Date(day).toISOString().slice(0, 10)
      expect(writtenDay(iso, dayWords(locale))).toBe(formatDay(locale, iso))
    }
})

test('seven weekdays from Sunday, twelve months, all different, no digit of another script', () => {
  for (const locale of publicLocales) {
    const { weekdays, months } = dayWords(locale)
    expect(new Set(weekdays.split('|')).size, locale).toBe(7)
    expect(new Set(months.split('|')).size, locale).toBe(12)
    expect(weekdays + months).not.toMatch(/\p{Nd}/u)
  }
})
