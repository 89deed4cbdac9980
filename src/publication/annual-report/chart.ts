// Small drawings of the report as plain shapes: a page draws them with its own colours, paper and DOCX with `chartSvg`. A chart never
// stands alone: its title and description are said, and its table follows. A protected number has one look whatever is behind it.

import type { Progress } from '#plan/index.ts'
import type { ShownValue, ValueState } from './shown-value.ts'

/** What a shape is; colours are given where it is drawn. */
export type Look =
  | 'done'
  | 'under-way'
  | 'late'
  | 'not-begun'
  | 'bar'
  | 'protected'
  | 'axis'
  | 'border'
  | 'none'
  | 'text'
  | 'soft'
  | 'on-dark'
export type Shape =
  | { is: 'rect'; look: Look; x: number; y: number; width: number; height: number }
  | { is: 'circle'; look: Look; x: number; y: number; r: number }
  | { is: 'path'; look: Look; d: string }
  | {
      is: 'text'
      look: Look
      x: number
      y: number
      anchor: 'start' | 'middle' | 'end'
      text: string
      bold?: true
    }
export type TreeChart = {
  kind: 'chart'
  id: string
  title: string
  description: string
  width: number
  height: number
  /** Letters in points of the drawing. */
  size: number
  shapes: Shape[]
}
export const chartLetters = 15

/** Narrow enough that its letters can be read on a phone. */
export const chartWidth = 440
const line = 19
/** As wide as the widest of the fonts of public pages, which load none. */
const letter = 8.7

const text = (
  x: number,
  y: number,
  words: string,
  rest: Partial<Extract<Shape, { is: 'text' }>> = {}
): Shape => ({ is: 'text', look: 'text', anchor: 'start', x: round(x), y: round(y), text: words, ...rest })
const rect = (look: Look, x: number, y: number, width: number, height: number): Shape => ({
  is: 'rect',
  look,
  x: round(x),
  y: round(y),
  width: round(width),
  height: round(height)
})
const round = (n: number): number => Math.round(n * 10) / 10

/** Words over several lines; a word longer than a line stands alone. */
export const wrap = (words: string, width: number): string[] => {
  const most = Math.floor(width / letter)
  return words.split(/\s+/).reduce<string[]>((lines, word) => {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > most) return [...lines, word]
    return [...lines.slice(0, -1), `${last} ${word}`]
  }, [])
}

const progressKinds = ['done', 'under-way', 'late', 'not-begun'] as const
export type ProgressWords = Record<(typeof progressKinds)[number], string>

/** One bar for each activity, all as long as the whole: parts of it are done, under way, late, not begun. */
export const progressShapes = (
  rows: readonly { title: string; progress: Progress }[],
  words: ProgressWords,
  number: (n: number) => string
): { shapes: Shape[]; height: number } => {
  const shapes: Shape[] = []
  let [x, y] = [0, 0]
  for (const kind of progressKinds) {
    if (x + 20 + words[kind].length * letter > chartWidth) [x, y] = [0, y + line]
    shapes.push(rect(kind, x, y + 2, 14, 14), text(x + 20, y + 14, words[kind]))
    x += 20 + words[kind].length * letter + 12
  }
  y += 36
  for (const { title, progress } of rows) {
    for (const words of wrap(title, chartWidth)) {
      shapes.push(text(0, y + 13, words))
      y += line
    }
    let at = 0
    for (const kind of progressKinds) {
      if (progress[kind] === 0 || progress.total === 0) continue
      const width = (progress[kind] / progress.total) * chartWidth
      shapes.push(rect(kind, at, y + 2, width, 20))
      const look = kind === 'not-begun' ? 'text' : 'on-dark'
      shapes.push(
        text(at + width / 2, y + 17, number(progress[kind]), { anchor: 'middle', look, bold: true })
      )
      at += width
    }
    y += 36
  }
  return { shapes, height: y }
}

export type YearBar = { year: number; shown: ShownValue; said: { text: string; state: ValueState } }

/** For each line its columns, one a year; the highest shown number is the full height. */
export const seriesShapes = (
  lines: readonly { label: string; years: readonly YearBar[] }[]
): { shapes: Shape[]; height: number } => {
  const shapes: Shape[] = []
  const [tall, room] = [110, 24]
  let y = 0
  for (const { label, years } of lines) {
    shapes.push(text(0, y + 15, label, { bold: true }))
    y += 26
    const highest = Math.max(1, ...years.map(bar => height(bar.shown)))
    const step = Math.min(110, chartWidth / years.length)
    const base = y + room + tall
    years.forEach(({ year, shown, said }, i) => {
      const [x, width] = [i * step + step * 0.2, step * 0.6]
      const high =
        said.state === 'value' ? (height(shown) / highest) * tall : said.state === 'not-set' ? 0 : 34
      if (high > 0)
        shapes.push(rect(said.state === 'value' ? 'bar' : 'protected', x, base - high, width, high))
      wrap(said.text, step + 4).forEach((words, n, all) =>
        shapes.push(
          text(x + width / 2, base - high - 6 - (all.length - 1 - n) * 15, words, {
            anchor: 'middle',
            ...(said.state === 'value' ? { bold: true } : { look: 'soft' })
          })
        )
      )
      shapes.push(text(x + width / 2, base + 17, String(year), { anchor: 'middle', look: 'soft' }))
    })
    shapes.push({ is: 'path', look: 'axis', d: `M0 ${base}H${round(step * years.length)}` })
    y = base + 40
  }
  return { shapes, height: y - 12 }
}

const height = (shown: ShownValue): number =>
  shown !== 'not-set' && shown.kind === 'count' && 'shown' in shown.value ? shown.value.shown : 0

/** Colours of paper: the desk's light ones, so that a print and a page look alike. */
const paper: Record<Look, string> = {
  done: 'fill="#3F6212"',
  'under-way': 'fill="#1C5A52"',
  late: 'fill="#97391B"',
  'not-begun': 'fill="#E4DACA" stroke="#8A7E70" stroke-width="0.8"',
  bar: 'fill="#1C5A52"',
  protected: 'fill="url(#hatch)" stroke="#5E544B"',
  axis: 'fill="none" stroke="#8A7E70"',
  border: 'fill="#F1EADD" stroke="#8A7E70"',
  none: 'fill="#FFFDF9" stroke="#8A7E70"',
  text: 'fill="#2B2521"',
  soft: 'fill="#5E544B"',
  'on-dark': 'fill="#FFFFFF"'
}

/** Only what XML 1.0 allows, and nothing of it as markup. */
export const xmlText = (words: string): string =>
  words
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)

const shapeSvg = (shape: Shape): string => {
  switch (shape.is) {
    case 'rect':
      return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" ${paper[shape.look]}/>`
    case 'circle':
      return `<circle cx="${shape.x}" cy="${shape.y}" r="${shape.r}" ${paper[shape.look]}/>`
    case 'path':
      return `<path d="${xmlText(shape.d)}" ${paper[shape.look]}/>`
    case 'text':
      return `<text x="${shape.x}" y="${shape.y}" text-anchor="${shape.anchor}"${shape.bold ? ' font-weight="600"' : ''} ${paper[shape.look]}>${xmlText(shape.text)}</text>`
    default:
      return shape satisfies never
  }
}

/** The drawing for paper. Every word in it is escaped. */
export const chartSvg = ({ width, height, size, shapes }: TreeChart): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
  `font-family="Source Sans 3" font-size="${size}">` +
  `<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
  `<rect width="6" height="6" fill="#FFFDF9"/><rect width="2" height="6" fill="#8A7E70"/></pattern></defs>` +
  `${shapes.map(shapeSvg).join('')}</svg>`
