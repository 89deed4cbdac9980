import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { locales } from '#kernel/locale.ts'
import { year } from '#kernel/period.ts'
import { changesBetween, sectionsToCorrect } from './changes.ts'
import { count, draftOf, progress, stored, storedValues, strategy, toCyrillic } from './example.test-data.ts'
import { reportHtml } from './html.ts'
import { gatherValues, type ReportValues } from './report-values.ts'
import type { Section } from './blocks.ts'

type Stored = typeof storedValues
const gather = (values: Stored, earlier: ReportValues[] = []) =>
  gatherValues({ strategy, year: 2026, stored: values, progress, audience: 'public', earlier })
const withNumber = (indicator: string, n: number): Stored => [
  ...storedValues.filter(v => !(v.indicator === indicator && v.period.from === '2026-01-01')),
  stored(indicator, year(2026), count(n))
]
const first = gather(storedValues)
const published = { sections: draftOf(first).sections, values: [...first.values()] }
const correctedWith = (stored: Stored, write: (sections: Section[]) => Section[] = s => s) => {
  const values = gather(stored, [first])
  const sections = write(sectionsToCorrect(published.sections, draftOf(values).sections))
  return { values, sections, changes: changesBetween(published, { sections, values: [...values.values()] }) }
}
const rewrite = (id: string, text: { sr: string; sq: string; en: string }) => (sections: Section[]) =>
  sections.map(s => ({
    ...s,
    blocks: s.blocks.map(b => (b.id === id && b.kind === 'words' ? { ...b, text } : b))
  }))

describe('what a corrected edition says otherwise', () => {
  test('nothing, when nothing changed', () => {
    expect(correctedWith(storedValues).changes).toEqual({ numbers: [], words: [] })
  })
  test('a number, as readers saw it and see it, once though it is printed twice', () => {
    const { changes } = correctedWith(withNumber('migrants-profiled', 300))
    const [before, now] = [212, 300].map(n => ({ kind: 'count', value: { shown: n } }))
    // under its code and as the strategy's row; the row's twin (b3-p4) is the same number
    expect(changes.numbers.map(c => [c.chip, c.before, c.now])).toEqual([
      ['migrants-profiled', before, now],
      ['c1-p6', before, now]
    ])
    expect(changes.words).toEqual([])
  })
  test('a value entered late also leaves the list of what was not measured, and how many these are', () => {
    const { changes, sections } = correctedWith([...storedValues, stored('a3-p1', year(2026), count(12))])
    expect(changes.numbers.map(c => c.chip)).toEqual(['a3-p1', 'indicators-set', 'indicators-not-set'])
    const missing = sections.flatMap(s => s.blocks).find(b => b.id === 'missing-list')
    expect(JSON.stringify(missing)).not.toContain('"a3-p1"')
    expect(
      JSON.stringify(published.sections.flatMap(s => s.blocks).find(b => b.id === 'missing-list'))
    ).toContain('"a3-p1"')
  })
  test('words, and only in the languages in which they changed', () => {
    const old = published.sections[0]!.blocks[0]
    if (old?.kind !== 'words') throw new Error('no words')
    const made = correctedWith(storedValues, rewrite(old.id, { ...old.text, sq: 'Tjetër fjalë.' }))
    const correction = {
      on: '2027-06-09',
      reason: { sr: 'Greška.', sq: 'Gabim.', en: 'A mistake.' },
      changes: made.changes,
      before: first
    }
    const page = (locale: (typeof locales)[number]) =>
      reportHtml({ year: 2026, sections: made.sections }, made.values, locale, toCyrillic, correction)
    expect(page('en').corrected).toBe('Corrected edition of 9 June 2027: A mistake.')
    expect(page('sr-Cyrl').corrected).toBe('Исправљено издање (9. јун 2027.): Грешка.')
    expect(JSON.stringify(page('sq').sections[0])).toContain('Tjetër fjalë.')
    expect(JSON.stringify(page('sq').sections[0])).toContain('Shkruhej:')
    expect(JSON.stringify(page('sr-Latn').sections[0])).toContain('ništa drugo nije izmenjeno')
    expect(
      page('en')
        .sections.map(s => s.id)
        .slice(0, 2)
    ).toEqual(['corrections', 'short'])
  })
  test('people’s words and the tasks’ progress stay as published, tables are made anew', () => {
    const mine = rewrite('short-who', { sr: 'Naše reči.', sq: 'Fjalët tona.', en: 'Our words.' })(
      published.sections
    )
    const fresh = draftOf(first, { progress: [], tasks: [] }).sections
    const begun = sectionsToCorrect(mine, fresh)
    expect(JSON.stringify(begun)).toContain('Our words.')
    const progress = (sections: readonly Section[]) =>
      sections.flatMap(s => s.blocks).find(b => b.kind === 'progress')
    expect(progress(begun)).toEqual(progress(published.sections))
    const later = gatherValues({
      strategy,
      year: 2026,
      stored: storedValues,
      progress: [],
      audience: 'public',
      earlier: [first]
    })
    expect(later.get('tasks-done')).toEqual(first.get('tasks-done'))
  })
})

describe('two editions side by side', () => {
  const shown = (values: ReportValues, chip: string): number | undefined => {
    const s = values.get(chip)!.shown
    return s !== 'not-set' && s.kind === 'count' && 'shown' in s.value ? s.value.shown : undefined
  }
  test('never differ by one to four people or reports, however often a number is corrected', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 30 }), { minLength: 2, maxLength: 6 }), numbers => {
        const editions: ReportValues[] = []
        for (const n of numbers) editions.push(gather(withNumber('reports-received', n), [...editions]))
        const seen = editions.flatMap(e => shown(e, 'reports-received') ?? [])
        for (const a of seen)
          for (const b of seen) expect(a === b || Math.abs(a - b) >= 5, `${a} and ${b}`).toBe(true)
        expect(seen[0]).toBe(numbers[0])
      }),
      { numRuns: 25 }
    )
  }, 20_000)
  test('the change itself is said, and not by how much', () => {
    const { changes } = correctedWith(withNumber('reports-received', 1236))
    expect(changes.numbers.map(c => [c.chip, c.now])).toEqual([
      ['reports-received', { kind: 'count', value: { hidden: 'partner' } }]
    ])
  })
  test('a share whose part or whole moved by a few is hidden too', () => {
    const share = (numerator: number, denominator: number) =>
      gather(
        [
          ...storedValues.filter(v => v.indicator !== 'reports-answered-in-time'),
          stored('reports-answered-in-time', year(2026), {
            kind: 'percent',
            numerator,
            denominator,
            breakdown: [],
            counted: denominator
          })
        ],
        [first]
      ).get('reports-answered-in-time')!.shown
    expect(share(1105, 1220)).toEqual(first.get('reports-answered-in-time')!.shown)
    expect(share(1106, 1220)).toEqual({ kind: 'percent', value: { hidden: 'partner' } })
    expect(share(1205, 1220)).toMatchObject({ value: { numerator: 1205 } })
  })
  test('tasks and meetings are counted plainly', () => {
    expect(shown(gather(withNumber('a1-p2', 4), [first]), 'a1-p2')).toBe(4)
  })
})
