import { describe, expect, test } from 'vitest'
import { draftReport } from './draft.ts'
import { network, strategy, tasks, valuesOf } from './example.test-data.ts'
import { foldReport, nextReportFacts, refuseReportFact, staleBlocks, type ReportFact } from './report.ts'

const values = valuesOf(2026)
const at = { on: '2027-01-10', by: 'ana' }
const drafted: ReportFact = {
  ...at,
  kind: 'report-drafted',
  ...draftReport({ strategy, network, year: 2026, values, tasks })
}
const edit = (language: 'sr' | 'sq' | 'en', text: string): ReportFact => ({
  ...at,
  kind: 'section-edited',
  section: 'short',
  block: 'short-who',
  language,
  text
})
const send: ReportFact = { ...at, kind: 'sent-for-approval' }
const approve: ReportFact = { ...at, kind: 'approved', valueIds: ['v1'] }
const publish: ReportFact = { ...at, kind: 'published' }

describe('the way of a report', () => {
  test('draft, approval, publication', () => {
    expect(foldReport([]).status).toBe('not-begun')
    const report = foldReport([drafted, send, approve, publish])
    expect(report).toMatchObject({
      status: 'published',
      year: 2026,
      valueIds: ['v1'],
      publishedOn: '2027-01-10'
    })
    expect(refuseReportFact([drafted, send, approve, publish], edit('sr', 'x'), values)).toBe(
      'report.not-now'
    )
    expect(refuseReportFact([drafted, send], publish, values)).toBe('report.not-now')
  })
  test('after publication only a dated correction, in every language', () => {
    const facts = [drafted, send, approve, publish]
    const correction: ReportFact = { ...at, kind: 'corrected', text: { sr: 'a', sq: 'b', en: ' ' } }
    expect(nextReportFacts.published).toEqual(['corrected'])
    expect(refuseReportFact(facts, correction, values)).toBe('report.needs-words')
    const whole: ReportFact = { ...correction, text: { sr: 'a', sq: 'b', en: 'c' } }
    expect(refuseReportFact(facts, whole, values)).toBeUndefined()
    expect(foldReport([...facts, whole]).sections).toEqual(foldReport(facts).sections)
  })
  test('a changed text leaves the others to be translated, and waits until they are', () => {
    const one = [drafted, edit('sr', 'Novo.')]
    expect(staleBlocks(foldReport(one))).toEqual([{ block: 'short-who', languages: ['sq', 'en'] }])
    expect(refuseReportFact(one, send, values)).toBe('report.not-translated')
    const all = [...one, edit('sq', 'E re.'), edit('en', 'New.')]
    expect(staleBlocks(foldReport(all))).toEqual([])
    expect(refuseReportFact(all, send, values)).toBeUndefined()
  })
  test('numbers stay locked: an unknown chip, a broken one, a block that is no text', () => {
    expect(refuseReportFact([drafted], edit('sr', '[[value:nothing]]'), values)).toBe('report.unknown-chip')
    expect(refuseReportFact([drafted], edit('sr', '[[value:c1-p7]'), values)).toBe('report.broken-chip')
    const table: ReportFact = {
      ...edit('sr', 'x'),
      kind: 'section-edited',
      section: 'plan',
      block: 'plan-progress'
    } as ReportFact
    expect(refuseReportFact([drafted], table, values)).toBe('report.no-such-block')
  })
  test('returned with a reason, and approved values are let go', () => {
    const back: ReportFact = { ...at, kind: 'returned', reason: 'Add the training.' }
    expect(refuseReportFact([drafted, send], { ...back, reason: '' }, values)).toBe('report.needs-reason')
    expect(foldReport([drafted, send, approve, back])).toMatchObject({
      status: 'draft',
      valueIds: [],
      returnedBecause: 'Add the training.'
    })
    expect(foldReport([drafted, send, approve, back, send]).returnedBecause).toBeUndefined()
  })
})
