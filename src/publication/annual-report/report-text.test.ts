import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toCyrillic, valuesOf } from './example.test-data.ts'
import { checkWords, parseWords, printWords, renderWords } from './report-text.ts'
import { formatNumber, sayValue } from './shown-value.ts'

const values = valuesOf(2026)

describe('words with locked numbers', () => {
  test('what is parsed prints as it was, whatever it is', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.string(),
        fc.constantFrom('[[value:c1-p7]]', '[[value:x', ']]', '[[', 'cases-opened@2024-2026')
      )
    )
    fc.assert(
      fc.property(pieces, p => {
        expect(printWords(parseWords(p.join('')))).toBe(p.join(''))
      })
    )
  })
  test('a chip is a name, and with @ its period', () => {
    expect(parseWords('Broj: [[value:cases-opened@2024-2026]].')).toEqual([
      { kind: 'text', text: 'Broj: ' },
      { kind: 'chip', chip: 'cases-opened@2024-2026' },
      { kind: 'text', text: '.' }
    ])
  })
  test('an unknown chip and a broken lock are refused, with their place', () => {
    expect(checkWords('a [[value:nothing]]', values).faults).toEqual([
      { code: 'report.unknown-chip', found: 'nothing', at: 2 }
    ])
    expect(checkWords('[[value:reports-received]] b [[value:', values).faults).toEqual([
      { code: 'report.broken-chip', found: '[[value:', at: 29 }
    ])
    expect(checkWords('[[value:REPORTS]]', values).faults.map(f => f.code)).toContain('report.broken-chip')
  })
  test('a number by hand is a warning; years and dates are not', () => {
    const warned = (t: string) => checkWords(t, values).warnings.map(w => w.found)
    expect(warned('Pomogli smo 7 ljudi, 1.250 sati.')).toEqual(['7', '1.250'])
    expect(warned('U 2026. godini, 25. aprila 2024, 3.4.2026, 2024–2026, më 5 maj.')).toEqual([])
    expect(checkWords('7', values).faults).toEqual([])
  })
  test('each locale says the number its own way, and the chip stays with it', () => {
    const said = (locale: Parameters<typeof renderWords>[2]) =>
      renderWords('Broj: [[value:reports-received]]', values, locale, toCyrillic)
    expect(said('sr-Cyrl')).toEqual([
      { text: 'Број: ' },
      { text: '1.234', chip: 'reports-received', state: 'value' }
    ])
    expect(said('en')[1]).toMatchObject({ text: '1,234' })
    expect(() => renderWords('[[value:none]]', values, 'en', toCyrillic)).toThrow(RangeError)
  })
  test('figures', () => {
    expect(['sr-Latn', 'sr-Cyrl', 'sq', 'en'].map(l => formatNumber(1234567.5, l as 'en'))).toEqual([
      '1.234.567,5',
      '1.234.567,5',
      '1.234.567,5',
      '1,234,567.5'
    ])
    expect(formatNumber(999, 'sq')).toBe('999')
    const share = { kind: 'percent', value: { percent: 90.6, numerator: 1, denominator: 2 } } as const
    expect(sayValue(share, 'sr-Latn', toCyrillic).text).toBe('90,6\u00a0%')
  })
  test('the states have their words in every locale', () => {
    const few = { kind: 'count', value: { fewerThan: 5 } } as const
    expect((['en', 'sr-Latn', 'sr-Cyrl', 'sq'] as const).map(l => sayValue(few, l, toCyrillic).text)).toEqual(
      ['fewer than 5', 'manje od 5', 'мање од 5', 'më pak se 5']
    )
    expect(sayValue('not-set', 'en', toCyrillic)).toEqual({ text: 'not measured', state: 'not-set' })
    expect(sayValue({ kind: 'percent', value: { hidden: 'few' } }, 'en', toCyrillic).state).toBe('hidden')
  })
})
