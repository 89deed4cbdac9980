import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { protectTable, type Cell, type Total } from './protect-table.ts'
import { isShown, protect, type Protected, type Protection } from './small-numbers.ts'

const staff: Protection = { audience: 'staff', of: 'reports' }
const open: Protection = { audience: 'public', of: 'reports' }

const grid = (rows: number[][]): { cells: Cell[]; totals: Total[] } => {
  const cells: Cell[] = []
  const totals: Total[] = []
  const columns = rows[0]!.map((_, c) => c)
  rows.forEach((row, r) => {
    row.forEach((value, c) => cells.push({ id: `${r}.${c}`, value }))
    cells.push({ id: `row${r}`, value: row.reduce((a, b) => a + b, 0) })
    totals.push({ total: `row${r}`, parts: columns.map(c => `${r}.${c}`) })
  })
  columns.forEach(c => {
    cells.push({ id: `col${c}`, value: rows.reduce((a, row) => a + row[c]!, 0) })
    totals.push({ total: `col${c}`, parts: rows.map((_, r) => `${r}.${c}`) })
  })
  cells.push({ id: 'all', value: rows.flat().reduce((a, b) => a + b, 0) })
  totals.push({ total: 'all', parts: rows.map((_, r) => `row${r}`) })
  totals.push({ total: 'all', parts: columns.map(c => `col${c}`) })
  return { cells, totals }
}

/**
 * A reader who tries every table there could be. Independent of the code under test: plain counting, no narrowing.
 * Returns, per secret cell, the numbers it could be; with more than one it is safe.
 */
const readEverything = (cells: Cell[], totals: Total[], seen: Map<string, Protected>, to: Protection) => {
  const isTotal = new Set(totals.map(t => t.total))
  const inner = cells.filter(c => !isTotal.has(c.id)).map(c => c.id)
  const most = 14
  const values = (id: string): number[] => {
    const s = seen.get(id)!
    if ('shown' in s) return [s.shown]
    const from =
      'fewerThan' in s
        ? to.audience === 'public'
          ? 0
          : 1
        : s.hidden === 'partner'
          ? isTotal.has(id)
            ? 1
            : 5
          : 0
    const until = 'fewerThan' in s ? 4 : most
    return Array.from({ length: until - from + 1 }, (_, i) => from + i)
  }
  const possible = new Map(cells.map(c => [c.id, new Set<number>()]))
  const table = new Map<string, number>()
  const sumOf = (t: Total): number =>
    t.parts.reduce((a, p) => a + (table.get(p) ?? sumOf(totals.find(x => x.total === p)!)), 0)
  const allowed = (id: string, n: number): boolean => {
    const s = seen.get(id)!
    if ('shown' in s) return s.shown === n
    if ('fewerThan' in s) return n < 5 && (to.audience === 'public' || n > 0)
    return s.hidden === 'one-year' || n >= 1
  }
  const go = (i: number): void => {
    if (i === inner.length) {
      const sums = totals.map(t => [t.total, sumOf(t)] as const)
      if (!sums.every(([id, n]) => allowed(id, n))) return
      for (const [id, n] of [...table, ...sums]) possible.get(id)!.add(n)
      return
    }
    for (const n of values(inner[i]!)) {
      table.set(inner[i]!, n)
      go(i + 1)
    }
    table.delete(inner[i]!)
  }
  go(0)
  return possible
}

const small = fc.integer({ min: 0, max: 9 })

describe('a table with totals', () => {
  test('one small cell takes a partner with it', () => {
    const { cells, totals } = grid([[3, 20, 30]])
    const seen = protectTable(cells, [totals[0]!], staff)
    expect(seen.get('0.0')).toEqual({ fewerThan: 5 })
    expect(seen.get('0.1')).toEqual({ hidden: 'partner' })
    expect(seen.get('0.2')).toEqual({ shown: 30 })
    expect(seen.get('row0')).toEqual({ shown: 53 })
  })
  test('two ones with a small rest are not shown as a rest of two', () => {
    const { cells, totals } = grid([[1, 1, 10]])
    expect(protectTable(cells, [totals[0]!], staff).get('0.2')).toEqual({ hidden: 'partner' })
  })
  test('four parts of one do not betray themselves through a total below five', () => {
    const cells = [...'abcd'].map(id => ({ id, value: 1 }))
    const seen = protectTable([...cells, { id: 't', value: 4 }], [{ total: 't', parts: [...'abcd'] }], staff)
    expect(seen.get('t')).toEqual({ hidden: 'partner' })
  })
  test('nothing small, nothing hidden', () => {
    const { cells, totals } = grid([
      [5, 6],
      [7, 0]
    ])
    expect([...protectTable(cells, totals, staff).values()].every(isShown)).toBe(true)
  })
  test('a total that is not its sum is refused', () => {
    expect(() =>
      protectTable(
        [
          { id: 'a', value: 9 },
          { id: 't', value: 8 }
        ],
        [{ total: 't', parts: ['a'] }],
        staff
      )
    ).toThrow(RangeError)
  })

  const neverDerived = (rows: number[][], to: Protection): void => {
    const { cells, totals } = grid(rows)
    const seen = protectTable(cells, totals, to)
    const possible = readEverything(cells, totals, seen, to)
    for (const cell of cells) {
      const s = seen.get(cell.id)!
      if (isShown(s)) expect(s.shown).toBe(cell.value)
      if (!isShown(protect(cell.value, to))) {
        expect(isShown(s)).toBe(false)
        expect(possible.get(cell.id)!.size, `${cell.id} of ${JSON.stringify(rows)}`).toBeGreaterThan(1)
      }
    }
  }
  test.each([staff, open])('no hidden cell of a 2 × 2 table can be computed (%o)', to => {
    fc.assert(
      fc.property(fc.array(fc.tuple(small, small), { minLength: 2, maxLength: 2 }), rows =>
        neverDerived(rows, to)
      ),
      { numRuns: 150 }
    )
  })
  test.each([staff, open])('no hidden cell of a row of up to four can be computed (%o)', to => {
    fc.assert(
      fc.property(fc.array(small, { minLength: 1, maxLength: 4 }), row => neverDerived([row], to)),
      { numRuns: 150 }
    )
  })
  test('no hidden cell of a 2 × 3 table can be computed', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(small, small, small), { minLength: 2, maxLength: 2 }), rows => {
        const { cells, totals } = grid(rows)
        const seen = protectTable(cells, totals, staff)
        if (cells.filter(c => !isShown(seen.get(c.id)!)).length < 9) neverDerived(rows, staff)
      }),
      { numRuns: 40 }
    )
  })
  test('no single subtraction in a large table gives a small number, and it takes bounded time', () => {
    const cell = fc.oneof(fc.nat(9), fc.nat(80))
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), { minLength: 8, maxLength: 8 }),
        rows => {
          const { cells, totals } = grid(rows)
          const seen = protectTable(cells, totals, staff)
          const truth = new Map(cells.map(c => [c.id, c.value]))
          for (const t of totals) {
            if (!isShown(seen.get(t.total)!)) continue
            const rest = t.parts.filter(p => !isShown(seen.get(p)!)).reduce((a, p) => a + truth.get(p)!, 0)
            expect(rest === 0 || rest >= 5).toBe(true)
          }
        }
      ),
      { numRuns: 8 }
    )
  }, 60_000)
})
