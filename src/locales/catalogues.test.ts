// What the compiler cannot see: the same placeholders in every language, and nothing left in Serbian by accident.
import { readFileSync } from 'node:fs'
import { parse, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { describe, expect, test } from 'vitest'
import { isMigrantLocale, localeFacts, migrantLocales, publicLocales } from '#kernel/locale.ts'
import { capabilities, type Capability, type PublicCapability } from './capabilities.ts'
import { toCyrillic } from './cyrillic.ts'
import { translator } from './translator.ts'
import { languageKey } from './language-names.ts'
import { publicWordsFor, publicWordsOf, wordsOf } from './words.server.ts'

// Words that are rightly the same in two languages: names, and „kontakt“-like cognates. Added one by one, with eyes.
const sameIsRight = new Set(
  `
  national.table import.column annual.last.report-drafted annual.last.section-edited annual.status.draft came-true.period desk.plan fact.status
  trend-method.cusum trend-method.ears-c1 trend-method.ears-c2 trend-method.ears-c3 trend-method.rki trend-class.0
  language.ur foot.names phone.chrome phone.firefox phone.safari phone.samsung subject-kind.person role.administrator role.coordinator
`
    .trim()
    .split(/\s+/)
)

const placeholders = (message: string): string[] => {
  const names = new Set<string>()
  const walk = (elements: MessageFormatElement[]) => {
    for (const element of elements) {
      if ('value' in element && element.type !== 0) names.add(String(element.value))
      if ('options' in element) for (const option of Object.values(element.options)) walk(option.value)
    }
  }
  walk(parse(message, { ignoreTag: true }))
  return [...names].sort()
}

/** What of a message is said, without names of placeholders and plural words. */
const spoken = (message: string): string => {
  const words = (elements: MessageFormatElement[]): string =>
    elements
      .map(element =>
        'options' in element
          ? Object.values(element.options)
              .map(option => words(option.value))
              .join(' ')
          : element.type === 0
            ? element.value
            : ' '
      )
      .join(' ')
  return words(parse(message, { ignoreTag: true }))
}

describe.each(Object.keys(capabilities) as Capability[])('words of %s', capability => {
  const {
    'sr-Latn': source,
    sq,
    en
  } = capabilities[capability] as Record<string, Record<string, string>> & {
    'sr-Latn': Record<string, string>
    sq: Record<string, string>
    en: Record<string, string>
  }

  test('same keys in all languages, none empty', () => {
    for (const words of [sq, en]) expect(Object.keys(words).sort()).toEqual(Object.keys(source).sort())
    for (const words of [source, sq, en])
      for (const [key, text] of Object.entries(words))
        expect(text.trim(), key).toBe(text === '' ? 'words' : text)
  })

  test('same placeholders in all four languages', () => {
    for (const [key, text] of Object.entries(source)) {
      const wanted = placeholders(text)
      for (const other of [sq[key], en[key], toCyrillic(text)])
        expect(placeholders(other as string), `${capability} ${key}: ${other}`).toEqual(wanted)
    }
  })

  test('nothing left in Serbian', () => {
    for (const [key, text] of Object.entries(source)) {
      if (sameIsRight.has(key)) continue
      expect(sq[key], key).not.toBe(text)
      expect(en[key], key).not.toBe(text)
      expect(sq[key], key).not.toBe(en[key])
    }
  })

  test('Cyrillic has no Latin letter left but in names', () => {
    const left = Object.values<string>(wordsOf(capability, 'sr-Cyrl')).flatMap(text =>
      [...spoken(text).matchAll(/[a-zčćžšđ]+/gi)].map(found => found[0])
    )
    const names =
      'DOCX EARS CUSUM RKI C Chrome Firefox Tor Browser Safari Samsung iPhone Internet Shift X L AGPL MB PDF HTCDS URL ISO YAML JSON SQL IOM XLSX CSV XK ID ODK Collect KoboToolbox XForm XML xml instanceID username password QR https PIN GeoNames CC BY WGS UTF KML ZIP EPSG MIT GeoJSON TopoJSON Shapefile Polygon MultiPolygon Feature kosovomaps'.split(
        ' '
      )
    expect(left.filter(word => !names.includes(word))).toEqual([])
  })
})

// Rightly the same in one of the seven and in Serbian, Albanian or English: names, and words that travelled. Added one by one, with eyes.
const sameInTheSeven: Partial<Record<string, string[]>> = {
  all: ['foot.names', 'phone.chrome', 'phone.firefox', 'phone.safari', 'phone.samsung'],
  tr: ['about.program']
}
const publicCapabilities: PublicCapability[] = ['public', 'ui', 'problems', 'domain', 'asked']
test('the desk says each word once: of two the later one would silently speak for both', () => {
  const seen = new Map<string, string>()
  // problems and the domain have the words that public pages say otherwise
  for (const [name, words] of Object.entries(capabilities).filter(
    ([one]) => !['public', 'problems', 'domain'].includes(one)
  ))
    for (const key of Object.keys(words['sr-Latn'])) {
      expect(seen.get(key), `${key}: ${seen.get(key)} and ${name}`).toBeUndefined()
      seen.set(key, name)
    }
})

const inLatin = 'Fener Shift X Chrome Firefox Safari Samsung Internet iPhone AGPL MB Tor Browser'.split(' ')

describe.each(migrantLocales)('words of the public pages in %s', locale => {
  const all = publicCapabilities.map(capability => ({
    capability,
    words: publicWordsOf(capability, locale) as Record<string, string>,
    others: (['sr-Latn', 'sq', 'en'] as const).map(l => wordsOf(capability, l) as Record<string, string>)
  }))

  test('the keys of Serbian in their order, none empty', () => {
    for (const { capability, words, others } of all) {
      const wanted = Object.keys(others[0]!).filter(key => key in publicWordsOf(capability, 'ar'))
      expect(Object.keys(words)).toEqual(wanted)
      if (capability === 'public' || capability === 'ui') expect(wanted).toEqual(Object.keys(others[0]!))
      for (const [key, text] of Object.entries(words)) expect(text.trim(), key).toBe(text || 'words')
    }
  })

  test('the same placeholders', () => {
    for (const { words, others } of all)
      for (const [key, text] of Object.entries(words))
        expect(placeholders(text), `${key}: ${text}`).toEqual(placeholders(others[0]![key]!))
  })

  test('nothing left in another language', () => {
    const same = [...sameInTheSeven.all!, ...(sameInTheSeven[locale] ?? [])]
    const found = all.flatMap(({ words, others }) =>
      Object.entries(words).flatMap(([key, text]) => (others.some(o => o[key] === text) ? [key] : []))
    )
    expect(found.filter(key => !same.includes(key))).toEqual([])
  })

  test('only its own letters, but for names', () => {
    const foreign = localeFacts[locale].script === 'Arab' ? /\p{Script=Latin}+/gu : /[\p{L}]+/gu
    const left = all.flatMap(({ words }) =>
      Object.values(words).flatMap(
        text => text.replace(/\{[^{}]*\{|\}[^{}]*\{|\{[^{}]*\}/g, ' ').match(foreign) ?? []
      )
    )
    const strange =
      localeFacts[locale].script === 'Arab'
        ? left.filter(word => !inLatin.includes(word))
        : left.filter(word => !/^\p{Script=Latin}+$/u.test(word))
    expect(strange).toEqual([])
  })

  test('digits are 0 to 9, in the words and in what is filled in', () => {
    for (const { words } of all) for (const text of Object.values(words)) expect(text).not.toMatch(/[٠-٩۰-۹]/)
    const t = publicWordsFor(locale, 'public')
    for (const n of [1, 2, 3, 11, 100]) {
      const said = t('check.team.count', { n })
      expect(said).not.toMatch(/[{}#]|[٠-٩۰-۹]/)
      if (n > 2) expect(said).toContain(String(n))
    }
    expect(t('ask.step', { n: 2 })).toMatch(/2.*7|7.*2/)
  })
})

test('docs/languages.md says who has read a language, and nobody who has not', () => {
  const rows = readFileSync(new URL('../../docs/languages.md', import.meta.url), 'utf8').split('\n')
  for (const locale of publicLocales) {
    const row = rows.filter(line =>
      line
        .split('|')[1]
        ?.split(',')
        .some(name => name.trim() === locale)
    )
    expect(row, locale).toHaveLength(1)
    expect(row[0]!.includes('nobody yet'), locale).toBe(!localeFacts[locale].checked)
  }
})

test('Arabic counts people in its own way', () => {
  const t = publicWordsFor('ar', 'public')
  expect([1, 2, 3, 11, 100].map(n => t('check.team.count', { n }))).toEqual([
    'فريق الاستقبال، شخص واحد',
    'فريق الاستقبال، شخصان',
    'فريق الاستقبال، 3 أشخاص',
    'فريق الاستقبال، 11 شخصًا',
    'فريق الاستقبال، 100 شخص'
  ])
})

test('the desk can name the language of every report, in each of its own', () => {
  for (const reader of ['sr-Latn', 'sr-Cyrl', 'sq', 'en'] as const) {
    const words: Record<string, string> = wordsOf('cases', reader)
    const names = publicLocales.map(l => words[languageKey(l)])
    expect(names.filter(name => !name)).toEqual([])
    expect(new Set(names).size).toBe(11)
  }
})

test('what a public page can say to one of the four it can say to all', () => {
  for (const capability of publicCapabilities)
    for (const locale of publicLocales.filter(l => !isMigrantLocale(l)))
      expect(Object.keys(publicWordsOf(capability, locale))).toEqual(
        expect.arrayContaining(Object.keys(publicWordsOf(capability, 'ar')))
      )
})

test('plurals', () => {
  const t = translator('sr-Latn', wordsOf('public', 'sr-Latn'))
  expect([1, 3, 5].map(n => t('check.team.count', { n }))).toEqual([
    'tim za prijem, 1 osoba',
    'tim za prijem, 3 osobe',
    'tim za prijem, 5 osoba'
  ])
  expect(translator('sr-Cyrl', wordsOf('public', 'sr-Cyrl'))('check.team.count', { n: 2 })).toBe(
    'тим за пријем, 2 особе'
  )
  expect(t('ask.step', { n: 2 })).toBe('Pitanje 2 od 7')
})

test('ends a sentence with one full stop, though a Serbian date brings its own', () => {
  const say = translator('sr-Latn', { asked: 'Zatraženo {day}. Odgovoreno {day}.', more: 'Još {n}...' })
  expect(say('asked', { day: '28. novembra 2026.' })).toBe(
    'Zatraženo 28. novembra 2026. Odgovoreno 28. novembra 2026.'
  )
  expect(say('more', { n: 3 })).toBe('Još 3...')
})
