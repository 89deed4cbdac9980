import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  chartSvg,
  chartWidth,
  progressShapes,
  seriesShapes,
  wrap,
  type Shape,
  type YearBar
} from './chart.ts'
import { sayValue, type ShownValue } from './shown-value.ts'

const words = { done: 'done', 'under-way': 'under way', late: 'late', 'not-begun': 'not begun' }
const bar = (year: number, shown: ShownValue): YearBar => ({
  year,
  shown,
  said: sayValue(shown, 'en', s => s)
})
const few: ShownValue = { kind: 'count', value: { fewerThan: 5 } }
const hidden: ShownValue = { kind: 'count', value: { hidden: 'partner' } }
const rects = (shapes: readonly Shape[]) => shapes.filter(s => s.is === 'rect')

describe('drawings', () => {
  test('parts of a bar make the whole width, whatever the numbers', () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(40), fc.nat(40), fc.nat(40), fc.nat(40)), ([done, under, late, not]) => {
        const total = done + under + late + not
        const progress = { done, 'under-way': under, late, 'not-begun': not, total }
        const { shapes, height } = progressShapes([{ title: 'A', progress }], words, String)
        const drawn = rects(shapes).slice(4)
        const width = drawn.reduce((sum, r) => sum + r.width, 0)
        expect(Math.abs(width - (total === 0 ? 0 : chartWidth))).toBeLessThan(0.5)
        for (const s of shapes) if ('y' in s) expect(s.y).toBeLessThanOrEqual(height)
      })
    )
  })
  test('a protected year looks the same whatever stands behind it, and what was not measured has no column', () => {
    const years = [
      bar(2023, few),
      bar(2024, hidden),
      bar(2025, 'not-set'),
      bar(2026, { kind: 'count', value: { shown: 40 } })
    ]
    const { shapes } = seriesShapes([{ label: 'Reports', years }])
    const drawn = rects(shapes)
    expect(drawn.map(r => [r.look, r.height])).toEqual([
      ['protected', 34],
      ['protected', 34],
      ['bar', 110]
    ])
  })
  test('words in a drawing are text, never markup', () => {
    const svg = chartSvg({
      kind: 'chart', id: 'x', title: '', description: '', width: 10, height: 10, size: 15,
      shapes: [{ is: 'text', look: 'text', x: 0, y: 0, anchor: 'start', text: '<script>"&\'\u0000' }]
    }) // prettier-ignore
    expect(svg).not.toContain('<script>')
    expect(svg).not.toContain('\u0000')
  })
  test('long words stand alone in a line', () => {
    expect(wrap('a bb ' + 'c'.repeat(200), 80)).toEqual(['a bb', 'c'.repeat(200)])
  })
})
