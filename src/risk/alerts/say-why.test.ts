import { describe, expect, it } from 'vitest'
import type { Locale } from '#kernel/locale.ts'
import { translator } from '#locales/translator.ts'
import { wordsOf } from '#locales/words.server.ts'
import { riskCategories } from '../matrix.ts'
import { alertSources, signKinds } from './codes.ts'
import { sayFigures, sayWhy, type Sayer } from './say-why.ts'
import type { AlertWhy } from './why.ts'

const locales = ['sr-Latn', 'sr-Cyrl', 'sq', 'en'] as const
const made = new Map<Locale, Sayer>()
/** The words of a language are put together once: a sentence each time would take minutes. */
const as = (locale: Locale): Sayer => {
  if (!made.has(locale)) made.set(locale, sayerOf(locale))
  return made.get(locale)!
}
const sayerOf = (locale: Locale): Sayer => ({
  say: translator(locale, {
    ...wordsOf('alerts', locale),
    ...wordsOf('domain', locale),
    ...wordsOf('ui', locale)
  }) as Sayer['say'],
  locale,
  place: () => ({ 'sr-Latn': 'Domorovce', 'sr-Cyrl': 'Доморовце', sq: 'Domoroc', en: 'Domorovce' })[locale]
})
const rise: AlertWhy = {
  code: 'rise',
  params: { observed: 11, usual: 3.6, periods: 2, unit: 'week', since: '2026-11-09', onceInYears: 4 }
}
const cluster = (places: string[], over: object = {}): AlertWhy => ({
  code: 'cluster',
  params: {
    places,
    observed: 16,
    usual: 6.2,
    since: '2026-03-01',
    until: '2026-11-09',
    once: 1000,
    rarer: true,
    ...over
  }
})
const whys: AlertWhy[] = [
  { code: 'signs', params: {} },
  { code: 'score', params: { level: 'urgent', version: 3, rules: [1, 4, 8] } },
  { code: 'score', params: { level: 'watch', version: 1, rules: [0] } },
  { code: 'several-scores', params: { count: 3, days: 3 } },
  rise,
  { code: 'rise', params: { observed: 6, usual: 0, periods: 1, unit: 'month', since: '2026-11-09' } },
  cluster(['a', 'b', 'c']),
  cluster(['a']),
  cluster(['a', 'b', 'c', 'd', 'e', 'f', 'g'], { observed: 3, usual: 0.4, rarer: false })
]

describe('why an alert exists', () => {
  it('is one whole sentence for every reason, source, kind of sign, category and language', () => {
    for (const locale of locales)
      for (const why of whys)
        for (const source of alertSources)
          for (const kind of signKinds)
            for (const category of [...riskCategories, null])
              for (const settlement of ['domorovce', null]) {
                const said = sayWhy({ source, kind, category, settlement, why }, as(locale))
                expect(said).toMatch(/^\p{Lu}[^{}]*[^.]\.$/u)
                expect(said, said).not.toMatch(/ {2}| ,|alert-|undefined|NaN/)
              }
  })

  it('reads as people speak', () => {
    const about = {
      source: 'statistics',
      kind: 'oblik-radna',
      category: 'rk-zene',
      settlement: 'domorovce'
    } as const
    const said = (why: AlertWhy, over: object = {}) =>
      Object.fromEntries(locales.map(locale => [locale, sayWhy({ ...about, ...over, why }, as(locale))]))
    expect(said(rise)).toEqual({
      'sr-Latn':
        'Znaci radne eksploatacije u naselju Domorovce oko 3 puta su češći nego što je uobičajeno za jednu nedelju, a mogli bi da se tiču žena.',
      'sr-Cyrl':
        'Знаци радне експлоатације у насељу Доморовце око 3 пута су чешћи него што је уобичајено за једну недељу, а могли би да се тичу жена.',
      sq: 'Ka rreth 3 herë më shumë shenja të shfrytëzimit për punë në vendbanimin Domoroc se zakonisht për një javë, që mund të prekin gratë.',
      en: 'Signs of labour exploitation in Domorovce that may concern women are about 3 times what is usual for a week.'
    })
    expect(said({ code: 'signs', params: {} }, { source: 'report', category: null })).toMatchObject({
      'sr-Latn': 'Jedna prijava donosi znake radne eksploatacije u naselju Domorovce.',
      sq: 'Një raportim sjell shenja të shfrytëzimit për punë në vendbanimin Domoroc.',
      en: 'A report brought signs of labour exploitation in Domorovce.'
    })
    expect(
      said(
        { code: 'score', params: { level: 'risk', version: 3, rules: [1, 4, 8] } },
        { source: 'submission', category: 'rk-maloletnici-bez-pratnje' }
      )
    ).toMatchObject({
      'sr-Latn':
        'Jedan popunjen upitnik u naselju Domorovce pokazao je rizik po matrici „Deca bez pratnje“, verzija 3, pravila 2, 5, 9.',
      en: 'A questionnaire completed in Domorovce came out as a risk by the matrix “Unaccompanied children”, version 3, rules 2, 5, 9.'
    })
  })

  it('of a cluster says where, when, how many and how often by chance, small numbers as a class', () => {
    const said = (why: AlertWhy, locale: Locale) =>
      sayWhy({ source: 'statistics', kind: 'several', category: null, settlement: 'a', why }, as(locale))
    expect(said(cluster(['a', 'b']), 'sr-Latn')).toBe(
      'Od 1. marta 2026. do 9. novembra 2026. u naseljima Domorovce i Domorovce broj znakova je 16, a moglo se očekivati: 6; sam slučaj to napravi najviše jednom u 1.000 puta.'
    )
    expect(said(cluster(['a', 'b']), 'sq')).toBe(
      'Nga 1 mars 2026 deri më 9 nëntor 2026 në vendbanimet Domoroc dhe Domoroc numri i shenjave është 16, kurse mund të priteshin: 6; rastësia e vetme e bën këtë më së shumti 1 herë në 1.000.'
    )
    expect(said(cluster(['a'], { observed: 3, usual: 0.7, once: 20, rarer: false }), 'en')).toBe(
      'From 1 March 2026 to 9 November 2026 there were fewer than 5 signs in Domorovce, where fewer than 5 would be expected; chance alone does this about 1 time in 20.'
    )
  })

  it('has its figures beside it, small ones as a class', () => {
    const figures = Object.fromEntries(locales.map(locale => [locale, sayFigures(rise, as(locale))]))
    expect(figures).toMatchObject({
      'sr-Latn':
        'Od 9. novembra 2026. broj znakova je 11 za 2 nedelje; uobičajeno: manje od 5. Slučajno se ovako nešto dogodi otprilike jednom u 4 godine.',
      en: '11 signs in 2 weeks, since 9 November 2026; usual: fewer than 5. By chance this happens about once in 4 years.'
    })
    expect(figures.sq).toContain('zakonisht: më pak se 5')
    expect(sayFigures({ code: 'signs', params: {} }, as('en'))).toBe('')
  })
})
