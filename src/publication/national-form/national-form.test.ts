import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { draftOf, network, strategy, toCyrillic, valuesOf } from '../annual-report/example.test-data.ts'
import type { ReportValues } from '../annual-report/report-values.ts'
import { iatiOf } from './iati.ts'
import { nationalRows } from './rows.ts'
import { csvOf, safeCell, sheetOf } from './sheet.ts'
import { xlsxOf } from './xlsx.server.ts'

const values = valuesOf(2026)
const targets = new Map([
  ['a1-p2', { at: 'least' as const, number: 4 }],
  ['early-risks-recognised', { at: 'most' as const, number: 9 }]
])
const baselines = new Map([
  ['a1-p2', { year: 2023, value: 1 }],
  ['early-risks-recognised', { year: 2023, value: 3 }]
])
const rowsOf = (of: ReportValues) =>
  nationalRows(strategy, { sections: draftOf(of, { targets }).sections, values: [...of.values()] }, baselines)
const rows = rowsOf(values)
const label = (key: string, params: Record<string, number> = {}) => `${key}${params.row ?? ''}`
const sheet = sheetOf(rows, 'en', label, toCyrillic)
const cellOf = (id: string, column: string) => {
  const at = sheet[0]!.indexOf(`national.${column}`)
  return sheet.find(r => r[3] === id)![at]
}

describe('the sheet', () => {
  test('has a row for each printed indicator; a twin points to the row that is counted', () => {
    expect(sheet).toHaveLength(44)
    for (const row of sheet) expect(row).toHaveLength(15)
    expect(cellOf('b3-p2', 'value')).toBe('national.twin40')
  })
  test('shows what the report showed, and nothing of what it protected', () => {
    expect(cellOf('a1-p2', 'value')).toBe(3)
    expect(cellOf('a1-p2', 'target')).toBe('≥ 4')
    expect(cellOf('a1-p2', 'baseline')).toBe(1)
    expect(cellOf('c1-p3', 'value')).toBeNull()
    expect(cellOf('c1-p3', 'state')).toBe('national.state.few')
    // a baseline of few reports would tell what a value of few reports may not
    expect(cellOf('c1-p3', 'baseline')).toBeNull()
    expect(cellOf('a2-p1', 'value')).toBeNull()
    expect(cellOf('a2-p1', 'state')).toBe('national.state.not-set')
  })
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1', '|cmd', '%x'])(
    '%j is text, no formula',
    words => {
      expect(safeCell(words)).toBe(`'${words}`)
    }
  )
  test('numbers stay numbers, also below zero, and words stay as they are', () => {
    expect(safeCell(-1)).toBe(-1)
    expect(safeCell('a=1')).toBe('a=1')
  })
  test('as CSV quotes hold, and Cyrillic opens right', () => {
    expect(csvOf([['a"b', 1, null, 'c\nd']])).toBe('\ufeff"a""b","1",,"c\nd"\r\n')
  })
  test('as XLSX it is a zip of sheets', async () => {
    const made = Buffer.from(await xlsxOf(sheet, 'Indicators'))
    expect(made.subarray(0, 2).toString()).toBe('PK')
    expect(made.length).toBeGreaterThan(3000)
  })
})

describe('IATI 2.03', () => {
  const network2 = { ...network, name: { ...network.name, en: 'A & B <c> "d"\u0001' } }
  const xml = iatiOf(rows, { strategy, network: network2, at: '2027-01-12T09:00:00.000Z' })
  type Node = { name: string; attributes: Record<string, string>; children: Node[]; text: string }
  const parse = (): Node => {
    const root: Node = { name: '', attributes: {}, children: [], text: '' }
    const open = [root]
    const parser = new SaxesParser()
    parser.on('error', error => {
      throw error
    })
    parser.on('opentag', ({ name, attributes }) => {
      const node: Node = { name, attributes: attributes as Record<string, string>, children: [], text: '' }
      open.at(-1)!.children.push(node)
      open.push(node)
    })
    parser.on('text', words => void (open.at(-1)!.text += words))
    parser.on('closetag', () => void open.pop())
    parser.write(xml).close()
    return root.children[0]!
  }
  const all = (node: Node, name: string): Node[] => [
    ...(node.name === name ? [node] : []),
    ...node.children.flatMap(c => all(c, name))
  ]
  const root = parse()

  // the sequences of the published schema, as far as we write them
  const sequences: Record<string, string[]> = {
    'iati-activity': [
      'iati-identifier', 'reporting-org', 'title', 'description', 'participating-org', 'activity-status',
      'activity-date', 'recipient-country', 'sector', 'result'
    ],
    result: ['title', 'indicator'],
    indicator: ['title', 'reference', 'baseline', 'period'],
    period: ['period-start', 'period-end', 'target', 'actual'],
    actual: ['comment']
  } // prettier-ignore
  test('names publisher and plan once in an identifier', () => {
    const [first] = all(root, 'reporting-org')
    expect(first!.attributes.ref).toBe('XK-ranilug')
    for (const { text } of all(root, 'iati-identifier')) expect(text).toMatch(/^XK-ranilug-2024-[a-z0-9-]+$/)
  })
  test('is well formed, and its elements stand in the order of the schema', () => {
    expect(root.name).toBe('iati-activities')
    expect(root.attributes.version).toBe('2.03')
    for (const [name, order] of Object.entries(sequences))
      for (const node of all(root, name)) {
        const places = node.children.map(c => order.indexOf(c.name))
        expect(places, name).not.toContain(-1)
        expect(places, name).toEqual(places.toSorted((a, b) => a - b))
      }
  })
  test('says each counted indicator once, with baseline, target, actual and period', () => {
    expect(all(root, 'indicator')).toHaveLength(38)
    const found = all(root, 'indicator').find(i => all(i, 'reference')[0]!.attributes.code === 'a1-p2')!
    expect(all(found, 'baseline')[0]!.attributes).toEqual({ year: '2023', value: '1' })
    expect(all(found, 'period-start')[0]!.attributes['iso-date']).toBe('2026-01-01')
    expect(all(found, 'period-end')[0]!.attributes['iso-date']).toBe('2026-12-31')
    expect(all(found, 'target')[0]!.attributes.value).toBe('4')
    expect(all(found, 'actual')[0]!.attributes.value).toBe('3')
  })
  test('leaves out what is protected, with a comment, and does not say zero for what was not measured', () => {
    const of = (id: string) =>
      all(root, 'indicator').find(i => all(i, 'reference')[0]!.attributes.code === id)!
    for (const id of ['c1-p3', 'a2-p1']) expect(all(of(id), 'actual'), id).toEqual([])
    expect(xml.match(/<!-- actual omitted: protected/g)!.length).toBeGreaterThan(0)
    expect(xml.match(/<!-- actual omitted: not measured/g)!.length).toBeGreaterThan(0)
  })
  test('whatever a name holds is text', () => {
    expect(all(root, 'reporting-org')[0]!.children[0]!.text).toBe('A & B <c> "d"')
  })
})
