import { expect, test } from 'vitest'
import {
  directionOf,
  isLocale,
  isMigrantLocale,
  localeFacts,
  localeOfPath,
  nearestLocale,
  pathOf,
  publicLocaleOfPath,
  publicLocales
} from './locale.ts'

test('eleven ways to read, each with an address of its own that leads back to it', () => {
  expect(publicLocales).toHaveLength(11)
  expect(new Set(publicLocales.map(l => pathOf[l])).size).toBe(11)
  for (const locale of publicLocales) expect(publicLocaleOfPath(pathOf[locale])).toBe(locale)
  expect(publicLocaleOfPath('sr-Latn')).toBeUndefined()
  expect(publicLocaleOfPath('de')).toBeUndefined()
})

test('the desk speaks four; to it the others are English', () => {
  expect(publicLocales.filter(isLocale)).toEqual(['sr-Latn', 'sr-Cyrl', 'sq', 'en'])
  expect(localeOfPath('ar')).toBeUndefined()
  expect(localeOfPath('sr-cyrl')).toBe('sr-Cyrl')
  for (const locale of publicLocales)
    expect(nearestLocale(locale)).toBe(isMigrantLocale(locale) ? 'en' : locale)
})

test('what is written in Arabic letters runs from right to left, and nothing else does', () => {
  expect(publicLocales.filter(l => directionOf[l] === 'rtl')).toEqual(['ar', 'fa', 'ps', 'ur'])
  for (const locale of publicLocales)
    expect(directionOf[locale] === 'rtl').toBe(localeFacts[locale].script === 'Arab')
})

test('each language calls itself by its own name in its own letters', () => {
  const letters = { Latn: /\p{Script=Latin}/u, Cyrl: /\p{Script=Cyrillic}/u, Arab: /\p{Script=Arabic}/u }
  for (const { name, script } of Object.values(localeFacts))
    for (const [of, letter] of Object.entries(letters)) expect(letter.test(name), name).toBe(of === script)
})

test('figures are 0 to 9 everywhere, so that they can be said on the phone', () => {
  for (const { intl } of Object.values(localeFacts))
    expect(new Intl.NumberFormat(intl, { useGrouping: false }).format(1234567890)).toBe('1234567890')
})
