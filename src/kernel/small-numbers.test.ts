import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { protect, protectShare, type Audience, type Sensitive } from './small-numbers.ts'

const few = { fewerThan: 5 }
const sensitive = fc.constantFrom<Sensitive>('people', 'cases', 'reports')
const outside = fc.constantFrom<Audience>('staff', 'public')

describe('one number', () => {
  test('1 to 4 is never shown outside the team, over any number of years', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        outside,
        sensitive,
        fc.nat(20),
        (n, audience, of, years) => {
          expect(protect(n, { audience, of, years })).not.toHaveProperty('shown')
        }
      )
    )
  })
  test('what is hidden looks the same for every value', () => {
    const seen = new Set(
      [1, 2, 3, 4].map(n => JSON.stringify(protect(n, { audience: 'staff', of: 'reports' })))
    )
    expect(seen.size).toBe(1)
  })
  test('zero is 0 to staff and fewer than 5 in public', () => {
    expect(protect(0, { audience: 'staff', of: 'reports' })).toEqual({ shown: 0 })
    expect(protect(0, { audience: 'public', of: 'reports' })).toEqual(few)
  })
  test('people and cases of one year are never published, pooled over three they are from 5', () => {
    for (const of of ['people', 'cases'] as const) {
      expect(protect(80, { audience: 'public', of })).toEqual({ hidden: 'one-year' })
      expect(protect(80, { audience: 'public', of, years: 2 })).toEqual({ hidden: 'one-year' })
      expect(protect(5, { audience: 'public', of, years: 3 })).toEqual({ shown: 5 })
      expect(protect(4, { audience: 'public', of, years: 3 })).toEqual(few)
    }
  })
  test('tasks and meetings are counted plainly; the team sees what it holds', () => {
    expect(protect(2, { audience: 'public', of: 'none' })).toEqual({ shown: 2 })
    expect(protect(2, { audience: 'team', of: 'people' })).toEqual({ shown: 2 })
  })
  test('only counts', () => {
    for (const n of [-1, 1.5, Number.NaN, Infinity]) {
      expect(() => protect(n, { audience: 'team', of: 'none' })).toThrow(RangeError)
    }
  })
})

describe('a share', () => {
  const staff = { audience: 'staff', of: 'reports' } as const
  test('shows nothing from which the few could be counted', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), outside, (a, b, audience) => {
        const [n, d] = a < b ? [a, b] : [b, a]
        const share = protectShare(n, d, { audience, of: 'reports' })
        if ([n, d, d - n].some(x => x > 0 && x < 5)) expect(share).toEqual({ hidden: 'few' })
      })
    )
  })
  test('percent from a base of 50, counts below it, no base without any', () => {
    expect(protectShare(50, 60, staff)).toEqual({ percent: 83.3, numerator: 50, denominator: 60 })
    expect(protectShare(20, 30, staff)).toEqual({ numerator: 20, denominator: 30 })
    expect(protectShare(0, 0, staff)).toBe('no-base')
    expect(() => protectShare(3, 2, staff)).toThrow(RangeError)
  })
})
