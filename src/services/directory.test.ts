import fc from 'fast-check'
import { expect, it } from 'vitest'
import { daySpans, fitting, freeState, OfferedService, sayWeekly, spokenLanguages } from './directory.ts'

const service = {
  kind: 'shelter',
  name: { sr: 'Kuća', sq: 'Shtëpi', en: 'House' },
  about: { sr: 'Krevet', sq: 'Shtrat', en: 'A bed' },
  languages: ['sr', 'sq'],
  forWhom: ['women', 'children'],
  papersAsked: false,
  hours: { kind: 'always' },
  staffPhone: '038 111 222',
  publicPhone: '+383 38 111 222',
  isPublic: true,
  places: 6
}

it('has no place for an address, and is public only with a telephone', () => {
  expect(OfferedService.safeParse(service).success).toBe(true)
  for (const change of [
    { address: 'Glavna 1' },
    { publicPhone: null },
    { publicPhone: 'pozovite Miru' },
    { places: -1 },
    { languages: ['xx'] },
    { hours: { kind: 'weekly', days: [], from: '08:00', to: '16:00' } },
    { hours: { kind: 'weekly', days: [1], from: '25:00', to: '16:00' } },
    { name: { ...service.name, sq: ' ' } }
  ])
    expect(OfferedService.safeParse({ ...service, ...change }).success, JSON.stringify(change)).toBe(false)
  expect(OfferedService.safeParse({ ...service, isPublic: false, publicPhone: null }).success).toBe(true)
})

it('calls a number older than a day old', () => {
  expect(freeState(null, '2026-03-02T10:00:00Z')).toBe('never')
  expect(freeState('2026-03-01T10:00:00Z', '2026-03-02T10:00:00Z')).toBe('fresh')
  expect(freeState('2026-03-01T10:00:00Z', '2026-03-02T10:00:01Z')).toBe('old')
})

it('says weekdays as spans, and loses none', () => {
  expect(
    sayWeekly({ kind: 'weekly', days: [1, 2, 3, 4, 5, 7], from: '08:00', to: '16:00' }, [
      'ned', 'pon', 'uto', 'sre', 'čet', 'pet', 'sub'
    ]) // prettier-ignore
  ).toBe('pon–pet, ned, 08:00–16:00')
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 7 })), days => {
      const back = daySpans(days).flatMap(([a, b]) => Array.from({ length: b - a + 1 }, (_, i) => a + i))
      expect(back).toEqual([...new Set(days)].toSorted((a, b) => a - b))
    })
  )
})

it('filters by need and language together', () => {
  const all = [
    { kind: 'shelter', languages: ['sr'] },
    { kind: 'legal', languages: ['sr', 'ar'] },
    { kind: 'legal', languages: ['sq'] }
  ]
  expect(fitting(all, {})).toHaveLength(3)
  expect(fitting(all, { kind: 'legal' })).toHaveLength(2)
  expect(fitting(all, { kind: 'legal', language: 'ar' })).toEqual([all[1]])
  expect(fitting(all, { kind: 'shelter', language: 'ar' })).toEqual([])
  expect(spokenLanguages).toContain('sr')
  expect(new Set(spokenLanguages).size).toBe(10)
})
