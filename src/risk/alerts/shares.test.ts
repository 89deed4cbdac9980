import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareTables, outcomeTable, type OutcomeCount } from './came-true.ts'
import { outcomes } from './codes.ts'
import { riskCategories } from '../matrix.ts'
import { compareShares, newcombe, smallestBase, wilson } from './shares.ts'

const rounded = ({ low, high }: { low: number; high: number }) => [
  Number(low.toFixed(4)),
  Number(high.toFixed(4))
]

describe('how sure a share is', () => {
  it('is Wilson’s interval: the examples of Newcombe 1998 (Statistics in Medicine 17, 857)', () => {
    expect(rounded(wilson(81, 263))).toEqual([0.2553, 0.3662])
    expect(rounded(wilson(15, 148))).toEqual([0.0624, 0.1605])
    expect(rounded(wilson(0, 20))).toEqual([0, 0.1611])
    expect(rounded(wilson(1, 29))).toEqual([0.0061, 0.1718])
    expect(rounded(wilson(29, 29))[1]).toBe(1)
  })

  it('of a difference is Newcombe’s: the examples of the second paper (17, 873), method 10', () => {
    const difference = (a: number, m: number, b: number, n: number) =>
      rounded(newcombe({ part: a, whole: m }, { part: b, whole: n }))
    expect(difference(56, 70, 48, 80)).toEqual([0.0524, 0.3339])
    expect(difference(9, 10, 3, 10)).toEqual([0.1705, 0.809])
    expect(difference(6, 7, 2, 7)).toEqual([0.0582, 0.8062])
    expect(difference(5, 56, 0, 29)).toEqual([-0.0381, 0.1926])
    expect(difference(0, 10, 0, 20)).toEqual([-0.1611, 0.2775])
    expect(difference(10, 10, 0, 10)).toEqual([0.6075, 1])
  })

  it('always lies around the share and within nothing and all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (whole, some) => {
        const part = Math.min(some, whole)
        const { low, high } = wilson(part, whole)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(part / whole + 1e-12)
        expect(high).toBeGreaterThanOrEqual(part / whole - 1e-12)
      })
    )
    for (const [part, whole] of [
      [1, 0],
      [3, 2],
      [-1, 4],
      [0.5, 4]
    ])
      expect(() => wilson(part!, whole!)).toThrow(RangeError)
  })

  it('says nothing under ten known ends, and claims a difference only beyond doubt', () => {
    expect(smallestBase).toBe(10)
    expect(compareShares({ part: 5, whole: 9 }, { part: 5, whole: 40 })).toBeUndefined()
    expect(compareShares({ part: 5, whole: 40 }, { part: 5, whole: 9 })).toBeUndefined()
    expect(compareShares({ part: 5, whole: 14 }, { part: 6, whole: 12 })?.says).toBe('not-sure')
    expect(compareShares({ part: 2, whole: 40 }, { part: 20, whole: 40 })?.says).toBe('less')
    expect(compareShares({ part: 20, whole: 40 }, { part: 2, whole: 40 })?.says).toBe('more')
  })
})

describe('what came of the risks', () => {
  const counted: OutcomeCount[] = [
    { category: 'rk-zene', outcome: 'came-true', n: 6 },
    { category: 'rk-zene', outcome: 'did-not', n: 9 },
    { category: 'rk-zene', outcome: 'prevented', n: 5 },
    { category: 'rk-deca', outcome: 'came-true', n: 2 },
    { category: 'rk-deca', outcome: 'did-not', n: 12 },
    { category: null, outcome: 'cannot-be-known', n: 7 }
  ]

  it('is told by category with its share of known ends', () => {
    const { lines, all } = outcomeTable(counted, 'team')
    expect(lines.map(line => [line.group, line.share?.part, line.share?.whole])).toEqual([
      ['rk-zene', 6, 20],
      ['rk-deca', 2, 14],
      ['none', undefined, undefined]
    ])
    expect(all).toMatchObject({ share: { part: 8, whole: 34 }, closed: { shown: 41 } })
  })

  it('hides from others what would give a small number away, and says no share of it', () => {
    const { lines, all } = outcomeTable(counted, 'staff')
    const children = lines.find(line => line.group === 'rk-deca')!
    expect(children.counts['came-true']).toEqual({ fewerThan: 5 })
    expect(children.share).toBeUndefined()
    // neither by subtracting from the sum
    const women = lines.find(line => line.group === 'rk-zene')!
    expect(
      'shown' in all.counts['came-true'] && 'shown' in women.counts['came-true'] && 'shown' in children.closed
    ).toBe(false)
  })

  it('never shows another number than was counted, nor one from 1 to 4 to others', () => {
    const counts = fc.array(
      fc.record({
        category: fc.constantFrom(...riskCategories, null),
        outcome: fc.constantFrom(...outcomes),
        n: fc.integer({ min: 1, max: 12 })
      }),
      { maxLength: 8 }
    )
    fc.assert(
      fc.property(counts, some => {
        const once = [...new Map(some.map(c => [`${c.category}/${c.outcome}`, c])).values()]
        const told = outcomeTable(once, 'staff')
        for (const line of [...told.lines, told.all])
          for (const outcome of outcomes) {
            const shown = line.counts[outcome]
            if ('shown' in shown) expect(shown.shown === 0 || shown.shown >= 5).toBe(true)
            if (line.share) expect(line.share.whole).toBeGreaterThanOrEqual(smallestBase)
          }
      }),
      { numRuns: 60 }
    )
  })

  it('is held against the period before, also where one side is empty', () => {
    const now = outcomeTable(counted, 'team')
    const before = outcomeTable(
      [
        { category: 'rk-zene', outcome: 'came-true', n: 19 },
        { category: 'rk-trazioci-azila', outcome: 'did-not', n: 3 }
      ],
      'team'
    )
    const lines = compareTables(now, before)
    expect(lines.map(line => line.group)).toEqual(['rk-zene', 'rk-deca', 'rk-trazioci-azila', 'none', 'all'])
    expect(lines[0]?.compared?.says).toBe('less')
    expect(lines[1]).not.toHaveProperty('before')
    expect(lines[2]).not.toHaveProperty('now')
    expect(compareTables(outcomeTable([], 'team'), outcomeTable([], 'team')).map(l => l.group)).toEqual([
      'all'
    ])
  })
})
