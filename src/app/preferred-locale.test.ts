import { expect, test } from 'vitest'
import { preferredLocale } from './preferred-locale.ts'

test.each([
  ['sq-XK,sq;q=0.9,en;q=0.8', 'sq'],
  ['en-GB,en;q=0.9', 'en'],
  ['de-DE,de;q=0.9,sr;q=0.5,en;q=0.3', 'sr-Latn'],
  ['sr-Cyrl-RS', 'sr-Cyrl'],
  ['bs', 'sr-Latn'],
  ['en;q=0, sq', 'sq'],
  ['fr-FR', 'fr'],
  ['ar-SY,ar;q=0.9,en-US;q=0.8', 'ar'],
  ['fa-AF', 'fa'],
  ['prs-AF,en;q=0.5', 'fa'],
  ['ps-AF', 'ps'],
  ['ur-PK', 'ur'],
  ['tr-TR,tr;q=0.9', 'tr'],
  ['rmn', 'rom'],
  ['fil-PH,en;q=0.5', 'en'],
  ['de', 'sr-Latn'],
  ['', 'sr-Latn'],
  [null, 'sr-Latn']
])('%s', (header, locale) => expect(preferredLocale(header)).toBe(locale))
