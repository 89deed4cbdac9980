// Another report against the same person or business is noticed (REP7), and reports of the same thing are proposed (REP6).
import { describe, expect, test } from 'vitest'
import { subjectTokens } from '#seal/match.ts'
import { base64url } from '#seal/bytes.ts'
import { alikeTo, likenessOf } from './likeness.ts'
import type { ReportContent } from './report.ts'
import { asSubject, FollowedSubject, isNamed, knownFrom, noSubject, subjectsIn } from './subject.ts'

const key = new Uint8Array(32).fill(7)
const tokens = (subject: Parameters<typeof subjectTokens>[1]) =>
  new Set(subjectTokens(key, subject).map(({ kind, inner }) => `${kind} ${base64url(inner)}`))
const meet = (told: string, subject: Partial<FollowedSubject>) => {
  const found = tokens(subjectsIn(told))
  return [...tokens(asSubject({ ...noSubject, ...subject }))].some(token => found.has(token))
}

describe('a followed subject is noticed in another report', () => {
  test.each([
    ['rade u hotelu suncu kod pumpe', { name: 'Hotel Sunce d.o.o.' }, true],
    ['to je hotel sunce kod pumpe', { name: 'Hotel Sunce d.o.o.' }, true],
    ['у хотелу Сунце, зову га Хотел Сунце', { name: 'Sunce Hotel' }, true],
    ['gazda je petar petrovic iz sela', { kind: 'person', name: 'Petar Petrović' }, true],
    ['broj mu je 044/123-456', { name: 'nepoznato', phone: '+383 44 123 456' }, true],
    ['na računu piše 811234567', { name: '', number: '81 123 4567' }, true],
    ['hotel Luna', { name: 'Hotel Sunce' }, false],
    ['', { name: 'Hotel Sunce' }, false]
  ] as const)('%s', (told, subject, met) => {
    expect(meet(told, subject)).toBe(met)
  })
  test('however long the story, what is asked stays small', () => {
    const story = Array.from(
      { length: 5_000 },
      (_, i) => `reč${String.fromCharCode(97 + (i % 26))}${i}`
    ).join(' ')
    expect(tokens(subjectsIn(story)).size).toBeLessThanOrEqual(4_000)
  })
})

test('of each field the newest words are known, and a note stays with its step', () => {
  expect(
    knownFrom([
      { office: 'Stanica', note: 'prvi put' },
      { fileNumber: 'P 12/26' },
      { office: 'Tužilaštvo', note: 'drugi put' }
    ])
  ).toEqual({ office: 'Tužilaštvo', fileNumber: 'P 12/26' })
  expect(isNamed(noSubject)).toBe(false)
  expect(FollowedSubject.safeParse({ ...noSubject, born: '1980-5' }).success).toBe(false)
})

describe('reports of the same thing', () => {
  const content = (what: string, where?: ReportContent['where']): ReportContent => ({
    language: 'sr-Latn',
    what,
    signs: [],
    answerWay: { kind: 'code' },
    files: [],
    ...(where ? { where } : {})
  })
  const one = (id: string, what: string, arrivedOn = '2026-03-02', settlement = '') =>
    likenessOf(
      { id, code: id, arrivedOn },
      content(what, settlement ? { kind: 'settlement', settlement } : undefined),
      []
    )
  const sawmill = one('a', 'U kući iza stare pilane zaključavaju mlade radnike', '2026-03-02', 'ranilug')

  test('same place in the same weeks with some of the same words', () => {
    const other = one('b', 'Radnike drže iza pilane', '2026-03-15', 'ranilug')
    expect(alikeTo(sawmill, [other])).toMatchObject([{ code: 'b', grounds: ['place-and-time'] }])
    expect(alikeTo(sawmill, [one('b', 'Radnike drže iza pilane', '2026-05-15', 'ranilug')])).toEqual([])
    expect(alikeTo(sawmill, [one('b', 'Devojčica prosi kod pijace', '2026-03-03', 'ranilug')])).toEqual([])
  })
  test('the same phone, or many of the same words, in any script', () => {
    expect(alikeTo(one('a', 'zovi 044 123 456'), [one('b', '+383 44 123456')])[0]?.grounds).toEqual(['phone'])
    const cyrillic = one('c', 'У кући иза старе пилане закључавају младе раднике')
    expect(alikeTo(sawmill, [cyrillic])[0]?.grounds).toEqual(['words'])
  })
  test('never itself; words that everybody writes count for nothing', () => {
    expect(alikeTo(sawmill, [sawmill])).toEqual([])
    const common = ['b', 'c', 'd', 'e'].map(id => one(id, 'Gazda radnicima uzima dokumente svakog jutra'))
    expect(alikeTo(one('a', 'Gazda radnicima uzima dokumente svakog jutra'), common)).toEqual([])
  })
})
