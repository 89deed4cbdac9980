import { expect, it } from 'vitest'
import { protectCells } from './partner-cells.ts'
import { protect } from './small-numbers.ts'

const staff = { audience: 'staff', of: 'reports' } as const
const said = (counts: number[]) =>
  protectCells(counts, staff).map(p => ('shown' in p ? p.shown : 'fewerThan' in p ? '<5' : 'hidden'))

it('shows the team everything, and everybody what points at nobody', () => {
  expect(protectCells([1, 7], { audience: 'team', of: 'reports' })).toEqual([{ shown: 1 }, { shown: 7 }])
  expect(protectCells([1, 7], { audience: 'staff', of: 'none' })).toEqual([{ shown: 1 }, { shown: 7 }])
  expect(said([0, 5, 20, 0])).toEqual([0, 5, 20, 0])
})

it('hides a partner beside a small cell, the smallest that is enough', () => {
  expect(said([2, 11, 20, 0])).toEqual(['<5', 'hidden', 20, 0])
  // beside 5 a reader would know that it is 1 or 2
  expect(said([1, 5, 20, 0])).toEqual(['<5', 'hidden', 'hidden', 0])
  expect(said([2, 3, 20, 0])).toEqual(['<5', '<5', 20, 0])
  expect(said([1, 1, 20, 0])).toEqual(['<5', '<5', 'hidden', 0])
})

it('where partners are not enough nothing tells them apart', () => {
  expect(said([1, 6, 0])).toEqual(['hidden', 'hidden', 0])
  expect(said([3, 0, 0])).toEqual(['<5', 0, 0])
  expect(said([1, 1, 1, 1])).toEqual(['hidden', 'hidden', 'hidden', 'hidden'])
  expect(said([2, 1, 0])).toEqual(['hidden', 'hidden', 'hidden'])
})

it('a reader who knows the total, the rule, and subtracts, learns no small number', () => {
  // every possible row of four cells that adds up to at most 16, as the reader sees it
  const seen = new Map<string, number[][]>()
  const rows = (cells: number, left: number): number[][] =>
    cells === 0
      ? [[]]
      : Array.from({ length: left + 1 }, (_, n) => rows(cells - 1, left - n).map(row => [n, ...row])).flat()
  for (const row of rows(4, 16)) {
    const total = row.reduce((a, b) => a + b, 0)
    const whole = protect(total, staff)
    const key = JSON.stringify([protectCells(row, staff), whole])
    seen.set(key, [...(seen.get(key) ?? []), row])
  }
  for (const [key, worlds] of seen) {
    const cells = JSON.parse(key)[0] as object[]
    cells.forEach((cell, at) => {
      const values = new Set(worlds.map(row => row[at]!))
      // known is only what is no small number: a partner, now and then
      if (values.size === 1)
        expect(
          [...values].every(n => n === 0 || n >= 5),
          key
        ).toBe(true)
      if ('fewerThan' in cell) expect(values.size, key).toBeGreaterThan(1)
    })
  }
})
