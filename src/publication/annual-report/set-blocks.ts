// How drawings and written tables become part of the tree. Each drawing is followed by its table.

import type { Locale, Trilingual } from '#kernel/locale.ts'
import type { PlacesBlock, ProgressBlock, SeriesBlock, TableBlock } from './blocks.ts'
import {
  chartLetters,
  chartWidth,
  progressShapes,
  seriesShapes,
  type Shape,
  type TreeChart
} from './chart.ts'
import type { ReportValues } from './report-values.ts'
import { formatNumber, sayValue } from './shown-value.ts'
import type { Column, TreeBlock, TreeParagraph, TreeTable } from './tree.ts'
import { fill } from './words.ts'

export type Voice = {
  locale: Locale
  say: (t: Trilingual) => string
  values: ReportValues
  toCyrillic: (s: string) => string
}

export const progressChart = (block: ProgressBlock, { say, locale }: Voice): TreeChart => {
  const { shapes, height } = progressShapes(
    block.groups.flatMap(g => g.rows).map(({ title, progress }) => ({ title: say(title), progress })),
    {
      done: say(fill('column.done')),
      'under-way': say(fill('column.under-way')),
      late: say(fill('column.late')),
      'not-begun': say(fill('column.not-begun'))
    },
    n => formatNumber(n, locale)
  )
  return {
    kind: 'chart',
    id: `${block.id}-chart`,
    title: say(block.caption),
    description: say(fill('chart.progress')),
    width: chartWidth,
    height,
    size: chartLetters,
    shapes
  }
}

export const writtenTable = (block: TableBlock, { say }: Voice): TreeTable => ({
  kind: 'table',
  id: block.id,
  caption: say(block.caption),
  numbered: false,
  columns: block.columns.map(({ title, align }) => ({ text: say(title), align })),
  groups: block.groups.map(({ title, rows }) => ({
    ...(title ? { title: say(title) } : {}),
    rows: rows.map(row => row.map(({ text }) => ({ text: typeof text === 'string' ? text : say(text) })))
  }))
})

export const setSeries = (block: SeriesBlock, voice: Voice): TreeBlock[] => {
  const { say, locale, toCyrillic, values } = voice
  const lines = block.lines.map(({ chip, label, before }) => {
    const now = values.get(chip)
    if (!now) throw new RangeError(`no such number in this report: ${chip}`)
    const year = Number(now.period.from.slice(0, 4))
    const years = [...before, { year, shown: now.shown }].map(({ year, shown }) => ({
      year,
      shown,
      said: sayValue(shown, locale, toCyrillic)
    }))
    return { chip, label: say(label), years }
  })
  const all = [...new Set(lines.flatMap(l => l.years.map(y => y.year)))].sort((a, b) => a - b)
  const { shapes, height } = seriesShapes(lines)
  return [
    {
      kind: 'chart',
      id: `${block.id}-chart`,
      title: say(block.caption),
      description: say(fill('chart.series')),
      width: chartWidth,
      height,
      size: chartLetters,
      shapes
    },
    {
      kind: 'table',
      id: block.id,
      caption: say(block.caption),
      numbered: false,
      columns: [
        { text: say(fill('column.what')), align: 'start' },
        ...all.map((year): Column => ({ text: String(year), align: 'end' }))
      ],
      groups: [
        {
          rows: lines.map(({ label, years }) => [
            { text: label },
            ...all.map(
              year => years.find(y => y.year === year)?.said ?? sayValue('not-set', locale, toCyrillic)
            )
          ])
        }
      ]
    }
  ]
}

export const setPlaces = (block: PlacesBlock, { say, locale, toCyrillic }: Voice): TreeBlock[] => {
  const places = block.places.map(place => ({
    ...place,
    called: locale === 'sr-Cyrl' ? place.name.sr_cyrl : locale === 'sq' ? place.name.sq : place.name.sr,
    said: sayValue({ kind: 'count', value: place.shown }, locale, toCyrillic)
  }))
  const shapes: Shape[] = [
    ...block.outlines.map((d): Shape => ({ is: 'path', look: 'border', d })),
    ...places.map(({ x, y, radius, shown }): Shape => {
      const look = !('shown' in shown) ? 'protected' : shown.shown > 0 ? 'bar' : 'none'
      return { is: 'circle', look, x, y, r: radius }
    }),
    ...places.flatMap(({ label, called }): Shape[] =>
      label ? [{ is: 'text', look: 'text', x: label.x, y: label.y, anchor: label.anchor, text: called }] : []
    )
  ]
  const credit: TreeParagraph[] = block.credit
    ? [{ kind: 'paragraph', runs: [{ text: say(fill('places.credit', { credit: block.credit })) }] }]
    : []
  return [
    {
      kind: 'chart',
      id: `${block.id}-chart`,
      title: say(block.caption),
      description: say(fill('chart.places')),
      width: block.width,
      height: block.height,
      // the letters for which its names were given their places
      size: 12.5,
      shapes
    },
    {
      kind: 'table',
      id: block.id,
      caption: say(block.caption),
      numbered: false,
      columns: [
        { text: say(fill('column.place')), align: 'start' },
        { text: say(fill('column.number')), align: 'end' }
      ],
      groups: [{ rows: places.map(({ called, said }) => [{ text: called }, said]) }]
    },
    ...credit
  ]
}
