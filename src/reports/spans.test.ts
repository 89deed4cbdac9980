import fc from 'fast-check'
import { expect, test } from 'vitest'
import { merged, pieces, plain, textHash, trimmed } from './spans.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 60 })
const span = fc
  .tuple(fc.nat({ max: 60 }), fc.integer({ min: 1, max: 20 }))
  .map(([from, length]) => ({ from, to: from + length }))

test('pieces joined are the text, whatever is marked in it', () => {
  fc.assert(
    fc.property(text, fc.array(span, { maxLength: 8 }), (told, spans) => {
      const parts = pieces(told, spans)
      expect(parts.map(part => part.text).join('')).toBe(plain(told))
      for (const part of parts)
        for (const on of part.on) {
          expect(on.from).toBeLessThanOrEqual(part.from)
          expect(on.to).toBeGreaterThanOrEqual(part.from + part.text.length)
        }
    })
  )
})

test('merged: in order, apart, and covering the same characters', () => {
  const covered = (spans: readonly { from: number; to: number }[]) =>
    new Set(spans.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)))
  fc.assert(
    fc.property(fc.array(span, { maxLength: 10 }), spans => {
      const one = merged(spans)
      expect(covered(one)).toEqual(covered(spans))
      for (const [at, { from }] of one.entries()) if (at) expect(from).toBeGreaterThan(one[at - 1]!.to)
    })
  )
})

test('a choice loses its blanks and never halves a character', () => {
  expect(trimmed('gazda  uzeo pasoše', { from: 5, to: 12 })).toEqual({ from: 7, to: 11 })
  expect(trimmed('a 😀 b', { from: 3, to: 4 })).toEqual({ from: 2, to: 4 })
  expect(trimmed('a 😀 b', { from: 0, to: 3 })).toEqual({ from: 0, to: 4 })
  expect(trimmed('   ', { from: 0, to: 3 })).toBeUndefined()
  expect(trimmed('abc', { from: 2, to: 9 })).toBeUndefined()
  expect(trimmed('abc', { from: 2, to: 2 })).toBeUndefined()
})

test('line ends of any kind are one text with one hash', () => {
  expect(textHash('a\r\nb\rc')).toBe(textHash('a\nb\nc'))
  expect(textHash('a')).not.toBe(textHash('b'))
})
