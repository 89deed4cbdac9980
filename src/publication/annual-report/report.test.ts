import { describe, expect, test } from 'vitest'
import { draftOf, valuesOf } from './example.test-data.ts'
import { foldReport, nextReportFacts, refuseReportFact, staleBlocks, type ReportFact } from './report.ts'

const values = valuesOf(2026)
const at = { on: '2027-01-10', by: 'ana' }
const drafted: ReportFact = {
  ...at,
  kind: 'report-drafted',
  ...draftOf(values)
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
const approve: ReportFact = { ...at, kind: 'approved', values: [...values.values()] }
const publish: ReportFact = { ...at, kind: 'published' }

describe('the way of a report', () => {
  test('draft, approval, publication', () => {
    expect(foldReport([]).status).toBe('not-begun')
    const report = foldReport([drafted, send, approve, publish])
    expect(report).toMatchObject({
      status: 'published',
      year: 2026,
      frozen: [...values.values()],
      editions: [{ edition: 1, on: '2027-01-10' }]
    })
    expect(refuseReportFact([drafted, send, approve, publish], edit('sr', 'x'), values)).toBe(
      'report.not-now'
    )
    expect(refuseReportFact([drafted, send], publish, values)).toBe('report.not-now')
  })
  test('after publication only another edition, with a reason in every language', () => {
    const facts = [drafted, send, approve, publish]
    const { sections } = foldReport(facts)
    const open = (reason: { sr: string; sq: string; en: string }): ReportFact => ({
      ...at,
      on: '2027-06-01',
      kind: 'correction-opened',
      reason,
      sections
    })
    expect(nextReportFacts.published).toEqual(['correction-opened'])
    expect(refuseReportFact(facts, open({ sr: 'a', sq: 'b', en: ' ' }), values)).toBe('report.needs-words')
    const opened = open({ sr: 'a', sq: 'b', en: 'c' })
    expect(refuseReportFact(facts, opened, values)).toBeUndefined()
    const correcting = [...facts, opened, edit('sr', 'Novo.'), edit('sq', 'E re.'), edit('en', 'New.')]
    expect(foldReport(correcting)).toMatchObject({ status: 'correcting', correcting: { en: 'c' } })
    expect(foldReport(correcting).frozen).toBeUndefined()
    expect(refuseReportFact(correcting, drafted, values)).toBe('report.not-now')
    const second = foldReport([...correcting, send, approve, { ...publish, on: '2027-06-09' }])
    expect(second.editions.map(e => [e.edition, e.on, e.reason?.en])).toEqual([
      [1, '2027-01-10', undefined],
      [2, '2027-06-09', 'c']
    ])
    expect(second.editions[0]!.sections).toEqual(sections)
    expect(second.sections).not.toEqual(sections)
    expect(second.correcting).toBeUndefined()
  })
  test('a correction that is returned is still one, and one given up leaves what is published', () => {
    const facts = [drafted, send, approve, publish]
    const { sections } = foldReport(facts)
    const reason = { sr: 'a', sq: 'b', en: 'c' }
    const opened: ReportFact = { ...at, kind: 'correction-opened', reason, sections }
    const back: ReportFact = { ...at, kind: 'returned', reason: 'x' }
    const again = [...facts, opened, edit('sr', 'Novo.'), edit('sq', 'E re.'), edit('en', 'New.'), send, back]
    expect(foldReport(again)).toMatchObject({ status: 'correcting', returnedBecause: 'x' })
    const dropped = foldReport([...again, { ...at, kind: 'correction-dropped' }])
    expect(dropped).toEqual(foldReport(facts))
    expect(refuseReportFact([drafted], { ...at, kind: 'correction-dropped' }, values)).toBe('report.not-now')
  })
  test('a changed text leaves the others to be translated, and waits until they are', () => {
    const one = [drafted, edit('sr', 'Novo.')]
    expect(staleBlocks(foldReport(one))).toEqual([{ block: 'short-who', languages: ['sq', 'en'] }])
    expect(refuseReportFact(one, send, values)).toBe('report.not-translated')
    const all = [...one, edit('sq', 'E re.'), edit('en', 'New.')]
    expect(staleBlocks(foldReport(all))).toEqual([])
    expect(refuseReportFact(all, send, values)).toBeUndefined()
  })
  test('a text that still fits is level again when it is saved as it stood', () => {
    const words = foldReport([drafted]).sections.find(s => s.id === 'short')!.blocks[0]!
    if (words.kind !== 'words') throw new Error('no words')
    const one = [drafted, edit('sr', 'Novo.'), edit('sq', words.text.sq)]
    expect(staleBlocks(foldReport(one))).toEqual([{ block: 'short-who', languages: ['en'] }])
    const all = [...one, edit('en', words.text.en)]
    expect(staleBlocks(foldReport(all))).toEqual([])
    // and says nothing new of the others
    expect(foldReport([...all, edit('sr', 'Novo.')]).sections).toEqual(foldReport(all).sections)
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
    const returned = foldReport([drafted, send, approve, back])
    expect(returned).toMatchObject({ status: 'draft', returnedBecause: 'Add the training.' })
    expect(returned.frozen).toBeUndefined()
    expect(foldReport([drafted, send, approve, back, send]).returnedBecause).toBeUndefined()
  })
})

describe('who stands for it', () => {
  const sendTo = (...approvers: string[]): ReportFact => ({ ...at, kind: 'sent-for-approval', approvers })
  const approveAs = (by: string): ReportFact => ({
    on: '2027-01-11',
    by,
    kind: 'approved',
    values: [...values.values()],
    name: by,
    office: { sr: 'Koordinator', sq: 'Koordinator', en: 'Coordinator' }
  })
  test('at least one person, and never only whoever wrote it alone', () => {
    expect(refuseReportFact([drafted], sendTo(), values)).toBe('report.needs-approver')
    expect(refuseReportFact([drafted], sendTo('ana'), values)).toBe('report.only-writer')
    expect(refuseReportFact([drafted], sendTo('mira'), values)).toBeUndefined()
    const together = [drafted, ...['sr', 'sq', 'en'].map(l => ({ ...edit(l as 'sr', 'x'), by: 'mira' }))]
    expect(refuseReportFact(together, sendTo('ana'), values)).toBeUndefined()
  })
  test('everyone who was named, each once, in any order; the first freezes the numbers', () => {
    const sent = [drafted, sendTo('mira', 'teuta')]
    expect(refuseReportFact(sent, approveAs('ana'), values)).toBe('report.not-the-approver')
    const once = [...sent, approveAs('teuta')]
    expect(foldReport(once)).toMatchObject({ status: 'waiting', frozen: [...values.values()] })
    expect(refuseReportFact(once, approveAs('teuta'), values)).toBe('report.not-now')
    expect(refuseReportFact(once, publish, values)).toBe('report.not-now')
    const later: ReportFact = { ...approveAs('mira'), kind: 'approved', values: [] }
    const both = foldReport([...once, later, publish])
    expect(both.editions[0]).toMatchObject({
      values: [...values.values()],
      approvals: [{ by: 'teuta' }, { by: 'mira' }]
    })
  })
  test('only a named person returns it, and approvals are let go', () => {
    const sent = [drafted, sendTo('mira')]
    const back: ReportFact = { ...at, kind: 'returned', reason: 'x' }
    expect(refuseReportFact(sent, back, values)).toBe('report.not-the-approver')
    expect(refuseReportFact(sent, { ...back, by: 'mira' }, values)).toBeUndefined()
    const returned = foldReport([...sent, approveAs('mira'), { ...back, by: 'mira' }])
    expect(returned).toMatchObject({ status: 'draft', approvals: [] })
    expect(returned.frozen).toBeUndefined()
  })
})

describe('paragraphs of one’s own', () => {
  const add = (block: string, after?: string): ReportFact => ({
    ...at,
    kind: 'block-added',
    section: 'short',
    block,
    ...(after ? { after } : {})
  })
  const ids = (facts: ReportFact[]) => foldReport(facts).sections[0]!.blocks.map(b => b.id)
  test('stand after the block they were put after, and are removed again; the system’s stay', () => {
    const added = [drafted, add('own-1', 'short-who'), add('own-2')]
    expect(ids(added).slice(0, 2)).toEqual(['short-who', 'own-1'])
    expect(ids(added).at(-1)).toBe('own-2')
    const remove: ReportFact = { ...at, kind: 'block-removed', section: 'short', block: 'own-1' }
    expect(ids([...added, remove])).toEqual(ids([drafted, add('own-2')]))
    expect(refuseReportFact(added, { ...remove, block: 'short-who' }, values)).toBe('report.no-such-block')
    expect(refuseReportFact(added, add('own-1'), values)).toBe('report.no-such-block')
    expect(refuseReportFact(added, add('short-x'), values)).toBe('report.no-such-block')
    expect(refuseReportFact([...added, send], add('own-3'), values)).toBe('report.not-now')
  })
})
