import { describe, expect, test } from 'vitest'
import { languages, locales } from '#kernel/locale.ts'
import {
  count,
  draftOf,
  progress,
  storedValues,
  strategy,
  stored,
  toCyrillic,
  valuesOf
} from './example.test-data.ts'
import { reportHtml } from './html.ts'
import { checkWords } from './report-text.ts'
import { gatherValues } from './report-values.ts'
import { year } from '#kernel/period.ts'
import { codeOfRow } from '#plan/indicator-codes.ts'
import { indicatorRows } from '#plan/rows.ts'
import { reportWords } from './words.ts'

const values = valuesOf(2026)
const previous = valuesOf(2025)
const report = draftOf(values, { years: [{ year: 2025, values: previous }] })

describe("the system's first words", () => {
  test('ten sections, in order', () => {
    expect(report.sections.map(s => s.id)).toEqual([
      'short',
      'plan',
      'tasks',
      'money',
      'help',
      'meetings',
      'indicators',
      'evaluations',
      'missing',
      'method'
    ])
  })
  test('say that the year is not over when it is drafted before its end', () => {
    const says = (today: string) =>
      draftOf(values, { today }).sections[0]!.blocks.some(b => b.id === 'short-not-over')
    expect(says('2026-12-31')).toBe(true)
    expect(says('2027-01-01')).toBe(false)
  })
  test('sentences of at most 15 words, no exclamation mark, in three languages', () => {
    for (const [key, words] of Object.entries(reportWords)) {
      for (const language of languages) {
        expect(words[language], key).not.toMatch(/!/)
        for (const sentence of words[language].split(/(?<=[.?:])\s+/)) {
          expect(sentence.split(/\s+/).length, `${key} ${language}: ${sentence}`).toBeLessThanOrEqual(15)
        }
      }
    }
  })
  test('the same chips and the same braces in each language', () => {
    const marks = (s: string): string[] => (s.match(/\{[a-z]+\}|\[\[[^\]]*\]\]/g) ?? []).sort()
    for (const [key, w] of Object.entries(reportWords)) {
      expect(marks(w.sq), key).toEqual(marks(w.sr))
      expect(marks(w.en), key).toEqual(marks(w.sr))
    }
  })
  test('every chip is known, no number is written by hand, no brace is left open', () => {
    for (const block of report.sections.flatMap(s => s.blocks)) {
      if (block.kind !== 'words') continue
      for (const language of languages) {
        expect(checkWords(block.text[language], values)).toEqual({ faults: [], warnings: [] })
        expect(block.text[language]).not.toMatch(/[{}]/)
      }
    }
  })
  test('all 43 printed rows, five of them pointing at their twin', () => {
    const rows = report.sections
      .find(s => s.id === 'indicators')!
      .blocks.flatMap(b => (b.kind === 'figures' ? b.groups.flatMap(g => g.values) : []))
    expect(rows.map(r => r.row)).toEqual(Array.from({ length: 43 }, (_, i) => i + 1))
    expect(rows.filter(r => r.twinOfRow).map(r => [r.chip, r.twinOfRow])).toEqual([
      ['b3-p1', 39],
      ['b3-p2', 40],
      ['b3-p3', 41],
      ['b3-p4', 42],
      ['b3-p5', 43]
    ])
  })
  test('what was not measured is listed once, with the reason', () => {
    const list = report.sections.find(s => s.id === 'missing')!.blocks.find(b => b.id === 'missing-list')
    if (list?.kind !== 'figures') throw new Error('no list')
    expect(list.groups.flatMap(g => g.values)).toHaveLength(30)
    expect(list.groups.flatMap(g => g.values.map(v => v.chip))).not.toContain('b3-p2')
    const nothing = gatherValues({ strategy, year: 2026, stored: [], progress, audience: 'public' })
    const empty = draftOf(nothing)
    const both = empty.sections.find(s => s.id === 'missing')!.blocks.find(b => b.id === 'missing-list')
    const counted = indicatorRows(strategy).filter(
      ({ indicator }) => !indicator.same_as && codeOfRow(strategy, indicator.id)
    ).length
    expect(both?.kind === 'figures' && both.groups.map(g => g.values.length)).toEqual([counted, 38 - counted])
    expect(JSON.stringify(reportHtml(empty, nothing, 'en', toCyrillic))).toContain(
      'We do not have three full years yet'
    )
  })
})

describe('the page', () => {
  test('in every locale it has one title, sections and tables with as many cells as columns', () => {
    for (const locale of locales) {
      const tree = reportHtml(report, values, locale, toCyrillic)
      for (const block of tree.sections.flatMap(s => s.blocks)) {
        if (block.kind !== 'table') continue
        for (const row of block.groups.flatMap(g => g.rows)) expect(row).toHaveLength(block.columns.length)
      }
    }
    expect(reportHtml(report, values, 'sr-Cyrl', toCyrillic).title).toBe('Годишњи извештај за 2026. годину')
  })
  test('the same report for 1, 2, 3 or 4 reports, risks and cases is the same page, letter for letter', () => {
    const pages = [1, 2, 3, 4].map(n => {
      const same = storedValues.filter(
        v => !['reports-received', 'early-risks-recognised', 'cases-opened'].includes(v.indicator)
      )
      const v = gatherValues({
        strategy,
        year: 2026,
        progress,
        audience: 'public',
        stored: [
          ...same,
          ...['reports-received', 'early-risks-recognised', 'cases-opened'].map(c =>
            stored(c, year(2026), count(n))
          )
        ]
      })
      return JSON.stringify(reportHtml(draftOf(v), v, 'en', toCyrillic))
    })
    expect(new Set(pages).size).toBe(1)
  })
  test('what a person wrote stays text', () => {
    const evil = '<script>alert(1)</script> {year} ${x}'
    const block = { kind: 'words', id: 'x', text: { sr: evil, sq: evil, en: evil }, stale: [] } as const
    const tree = reportHtml(
      { year: 2026, sections: [{ id: 's', title: block.text, blocks: [block] }] },
      values,
      'en',
      toCyrillic
    )
    expect(tree.sections[0]!.blocks[0]).toEqual({ kind: 'paragraph', runs: [{ text: evil }] })
  })
})
