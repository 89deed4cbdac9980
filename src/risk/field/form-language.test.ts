import { expect, test } from 'vitest'
import {
  directionOfForm,
  languageCode,
  languageLabel,
  localeOfForm,
  nearestLanguage
} from './form-language.ts'

test('finds the language behind what an author wrote', () => {
  expect(
    ['sr-Latn', 'Srpski (sr)', 'Shqip (sq)', 'Arabic (ar)', 'ps', 'rom', 'Kurdish (ckb)'].map(localeOfForm)
  ).toEqual(['sr-Latn', 'sr-Latn', 'sq', 'ar', 'ps', 'rom', undefined])
  expect(languageLabel('Arabic (ar)')).toBe('العربية')
  expect(languageLabel('Kurdish (ckb)')).toBe('Kurdish (ckb)')
  expect(directionOfForm('ur')).toBe('rtl')
  expect(directionOfForm('Kurdish (ckb)')).toBe('rtl')
  expect(directionOfForm('Türkçe (tr)')).toBe('ltr')
  expect(languageCode('Kurdish (ckb)')).toBe('other')
})

test('begins in the reader’s language where the form speaks it', () => {
  const languages = ['English (en)', 'Srpski (sr)']
  expect(nearestLanguage(languages, 'sr-Cyrl')).toBe('Srpski (sr)')
  expect(nearestLanguage(languages, 'ar')).toBeUndefined()
})
