import { expect, test } from 'vitest'
import { digitPattern, leftToRight, plainDigits } from './digits.ts'

test('Arabic and Persian digits are digits', () => {
  expect(plainDigits('٠١٢٣٤٥٦٧٨٩')).toBe('0123456789')
  expect(plainDigits('۰۱۲۳۴۵۶۷۸۹')).toBe('0123456789')
  expect(plainDigits('\u200e+383 ٤٤ ۱۲۳\u200f')).toBe('+383 44 123')
  expect(plainDigits('kuća 5')).toBe('kuća 5')
})

test('the last group may be typed in any of them', () => {
  const pattern = new RegExp(`^(?:${digitPattern('4072')})$`, 'v')
  for (const typed of ['4072', '٤٠٧٢', '۴۰۷۲', '4٠۷2', ' 4 0 7 2 ']) expect(typed).toMatch(pattern)
  for (const wrong of ['4073', '٤٠٧٣', '407', '40722', 'abcd']) expect(wrong).not.toMatch(pattern)
})

test('a number keeps its order among words from right to left', () => {
  expect(leftToRight('+383 44')).toBe('\u2066+383 44\u2069')
  expect(leftToRight('')).toBe('')
})
