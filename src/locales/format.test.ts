import { expect, test } from 'vitest'
import { locales } from '#kernel/locale.ts'
import {
  formatDate,
  formatDay,
  formatMonth,
  formatNumber,
  formatPercent,
  formatShortDate,
  monthNames,
  weekdayNames
} from './format.ts'

test('days in all four languages', () => {
  expect(locales.map(l => formatDay(l, '2026-04-15'))).toEqual([
    'sreda, 15. april',
    'среда, 15. април',
    'e mërkurë, 15 prill',
    'Wednesday, 15 April'
  ])
  expect(locales.map(l => formatDate(l, '2026-11-01'))).toEqual([
    '1. novembar 2026.',
    '1. новембар 2026.',
    '1 nëntor 2026',
    '1 November 2026'
  ])
  expect(locales.map(l => formatMonth(l, '2026-02'))).toEqual([
    'februar 2026.',
    'фебруар 2026.',
    'shkurt 2026',
    'February 2026'
  ])
  expect(formatDay('sr-Latn', '2026-04-18', 'genitive')).toBe('subote, 18. aprila')
  expect(formatDate('sr-Cyrl', '2026-11-01', 'genitive')).toBe('1. новембра 2026.')
  expect(formatDay('sq', '2026-04-18', 'genitive')).toBe(formatDay('sq', '2026-04-18'))
  expect(formatShortDate('en', '2026-02-03')).toBe('3/2/2026')
  expect(formatShortDate('sr-Latn', '2026-02-03')).toBe('3.\u00a02.\u00a02026.')
})

test('every language has seven days and twelve months, all different', () => {
  for (const locale of locales) {
    expect(new Set(weekdayNames(locale)).size).toBe(7)
    expect(new Set(monthNames(locale)).size).toBe(12)
  }
})

test('figures', () => {
  expect(locales.map(l => formatNumber(l, 1234.5))).toEqual(['1.234,5', '1.234,5', '1.234,5', '1,234.5'])
  expect(formatNumber('sr-Latn', 1234567)).toBe('1.234.567')
  expect(formatNumber('en', -0.04, 1)).toBe('0.0')
  expect(formatNumber('sq', -12.34, 1)).toBe('−12,3')
  expect(formatPercent('sr-Latn', 0.125, 1)).toBe('12,5\u00a0%')
  expect(() => formatDay('en', '15.4.2026')).toThrow(RangeError)
})
