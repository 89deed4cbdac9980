import { describe, expect, it } from 'vitest'
import type { AccountId } from '#kernel/id.ts'
import { languages } from '#kernel/locale.ts'
import { checkWords, foldReport, type ReportValue, type ReportValues } from '#publication/index.ts'
import { approverOf, isMonth, refuseBriefFact, type BriefFact } from './brief.ts'
import { draftBrief } from './draft.ts'
import { foldOpened } from './opened.ts'
import { briefLabels, briefTitle } from './words.ts'

const ana = '00000000-0000-4000-8000-00000000000a' as AccountId
const lule = '00000000-0000-4000-8000-00000000000b' as AccountId
const values: ReportValues = new Map(
  Object.entries(briefLabels).map(([chip, label]) => [
    chip,
    {
      chip,
      label,
      period: { from: '2026-10-01', to: '2026-11-01' },
      shown: 'not-set',
      of: 'reports'
    } as ReportValue
  ])
)
const sections = draftBrief({
  month: '2026-10',
  way: 'published',
  recipients: ['network', 'ministry'],
  rises: []
})
const on = '2026-11-03'
const drafted: BriefFact = { kind: 'report-drafted', on, by: ana, year: 2026, sections }
const sent: BriefFact = { kind: 'sent-for-approval', on, by: ana, approver: lule }

describe('a brief', () => {
  it('has first words in three languages whose chips are all known, with no number written by hand', () => {
    for (const way of ['published', 'sealed'] as const)
      for (const block of draftBrief({ month: '2026-10', way, recipients: ['network'], rises: [] }).flatMap(
        s => s.blocks
      )) {
        if (block.kind !== 'words') continue
        for (const language of languages) {
          expect(checkWords(block.text[language], values)).toEqual({ faults: [], warnings: [] })
          expect(block.text[language]).not.toMatch(/[{}]|\.\./)
        }
      }
    expect(briefTitle('2026-10').en).toBe('Situation brief, early warning: October 2026')
  })

  it('is approved by a second person, the one who was named and nobody else', () => {
    const refused = (facts: BriefFact[], fact: BriefFact) => refuseBriefFact(facts, fact, values)
    expect(refused([drafted], { kind: 'sent-for-approval', on, by: ana })).toBe('brief.second-person')
    expect(refused([drafted], { kind: 'sent-for-approval', on, by: ana, approver: ana })).toBe(
      'brief.second-person'
    )
    expect(refused([drafted], sent)).toBeUndefined()
    expect(approverOf([drafted, sent])).toBe(lule)
    expect(refused([drafted, sent], { kind: 'approved', on, by: ana, values: [] })).toBe(
      'brief.not-the-approver'
    )
    expect(refused([drafted, sent], { kind: 'returned', on, by: ana, reason: 'x' })).toBe(
      'brief.not-the-approver'
    )
    expect(refused([drafted, sent], { kind: 'approved', on, by: lule, values: [] })).toBeUndefined()
    expect(refused([drafted], { kind: 'published', on, by: lule })).toBe('report.not-now')
  })

  it('sealed holds the ids of its words until a browser opens them', () => {
    const edit: BriefFact = {
      kind: 'section-edited',
      on,
      by: ana,
      section: 'next',
      block: 'next-text',
      language: 'sr',
      text: 'id-1'
    }
    const text = (opened: Record<string, string>) => {
      const block = foldOpened([drafted, edit], ['id-0', 'id-1'], opened)
        .sections.find(s => s.id === 'next')!
        .blocks.find(b => b.id === 'next-text')
      return block?.kind === 'words' ? block.text.sr : ''
    }
    expect(text({})).toBe('')
    expect(text({ 'id-1': 'Idemo dalje.' })).toBe('Idemo dalje.')
    expect(foldReport([drafted, edit]).status).toBe('draft')
  })

  it('is of a month that can be written', () => {
    expect(['2026-10', '2026-01', '2026-12'].every(isMonth)).toBe(true)
    expect(['2026-13', '2026-00', '26-10', '2026-10-01', ''].some(isMonth)).toBe(false)
  })
})
