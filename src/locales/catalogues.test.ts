// What the compiler cannot see: the same placeholders in every language, and nothing left in Serbian by accident.
import { parse, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { describe, expect, test } from 'vitest'
import { capabilities, type Capability } from './capabilities.ts'
import { toCyrillic } from './cyrillic.ts'
import { translator } from './translator.ts'
import { wordsOf } from './words.server.ts'

// Words that are rightly the same in two languages: names, and „kontakt“-like cognates. Added one by one, with eyes.
const sameIsRight = new Set(
  `
  annual.last.report-drafted annual.last.section-edited annual.status.draft desk.plan fact.status
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
      [...text.replace(/\{[^{}]*\{|\}[^{}]*\{|\{[^{}]*\}/g, ' ').matchAll(/[a-zčćžšđ]+/gi)].map(
        found => found[0]
      )
    )
    const names =
      'Chrome Firefox Safari Samsung iPhone Internet Shift X L AGPL MB PDF HTCDS URL ISO YAML SQL'.split(' ')
    expect(left.filter(word => !names.includes(word))).toEqual([])
  })
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
