import { describe, expect, it } from 'vitest'
import { sideBySide, tryAnswers } from './compare.ts'
import { adoptable, draftFaults, dropLanguage, languagesIn, writtenIn, type DraftDocument } from './draft.ts'
import { shippedMatrix } from './shipped.server.ts'

const whole = shippedMatrix('rk-regularni-migranti')
const edit = (change: (copy: DraftDocument) => void): DraftDocument => {
  const copy: DraftDocument = structuredClone(whole)
  change(copy)
  return copy
}
const faults = (change: (copy: DraftDocument) => void) =>
  draftFaults(edit(change)).map(({ path, code }) => `${path} ${code}`)

describe('a draft', () => {
  it('is adoptable when nothing is missing, and blanks around words are nobody’s intention', () => {
    expect(draftFaults(whole)).toEqual([])
    const blanks = edit(one => {
      one.title.sq = `  ${one.title.sq} `
      one.title.ar = ''
    })
    expect(adoptable(blanks)).toEqual(whole)
  })
  it('speaks more languages, each there before its first word and gone with all of them', () => {
    expect(languagesIn(whole)).toEqual([])
    const more = edit(one => {
      one.title.fa = ''
      one.signs[0]!.words.ar = 'هل أخذ أحد أوراقكم؟'
      one.guidance.risk.text.ar = 'اتصلوا'
    })
    expect(languagesIn(more)).toEqual(['ar', 'fa'])
    expect(writtenIn(more, 'ar')).toEqual({ written: 1, of: whole.signs.length + 1 })
    expect(draftFaults(more)).toEqual([])
    expect(adoptable(more)?.signs[0]!.words.ar).toContain('أوراقكم')
    dropLanguage(more, 'ar')
    dropLanguage(more, 'fa')
    expect(more).toEqual(whole)
  })
  it('says at each field what is missing', () => {
    expect(faults(one => void (one.signs[3]!.words.sq = ' '))).toEqual(['signs[3].words.sq missing-word'])
    expect(faults(one => void delete one.guidance.watch.text.en)).toEqual([
      'guidance.watch.text.en missing-word'
    ])
    expect(faults(one => void (one.signs[0]!.weight = null))).toEqual(['signs[0].weight nothing-here'])
    expect(faults(one => void (one.signs[0]!.weight = 101))).toEqual(['signs[0].weight too-much'])
    expect(faults(one => void (one.signs[0]!.source = ''))).toEqual(['signs[0].source nothing-here'])
    expect(faults(one => void (one.signs[0]!.code = 'Ne može'))).toContain('signs[0].code code-form')
    expect(
      faults(one => void (one.rules[1]! = { when: 'signs', atLeast: null, of: [], level: 'risk' }))
    ).toEqual(['rules[1].atLeast nothing-here', 'rules[1].of nothing-here'])
    expect(adoptable(edit(one => void (one.signs[0]!.weight = null)))).toBeUndefined()
  })
  it('says what does not fit together once nothing is missing, and which example it no longer meets', () => {
    expect(faults(one => void one.signs.splice(3, 1))).toEqual(
      expect.arrayContaining(['rules[1].of[0] unknown-sign'])
    )
    expect(faults(one => void (one.examples[0]!.level = 'urgent'))).toEqual(['examples[0] example-missed'])
  })
})

describe('beside another version', () => {
  it('shows what was added, what is gone and what is changed', () => {
    const after = edit(one => {
      one.signs[0]!.weight = 1
      one.signs.splice(1, 1)
      one.signs.push({ code: 'new', words: {}, weight: 1, severe: false, source: '' })
      one.rules.pop()
      one.guidance.none.withinHours = 600
    })
    const { signs, rules, guidance } = sideBySide(whole, after)
    const changed = signs.filter(one => one.change !== 'same').map(one => [one.code, one.change])
    expect(changed).toEqual([
      [whole.signs[0]!.code, 'changed'],
      ['new', 'added'],
      [whole.signs[1]!.code, 'gone']
    ])
    expect(rules.filter(one => one.change !== 'same').map(one => one.change)).toEqual(['gone'])
    expect(guidance.filter(one => one.change === 'changed').map(one => one.level)).toEqual(['none'])
  })
  it('takes nothing for a change but what somebody changed: a database gives the fields in its own order', () => {
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : value && typeof value === 'object'
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, one]) => [key, turned(one)])
            )
          : value
    const { signs, rules, guidance } = sideBySide(whole, turned(whole) as DraftDocument)
    for (const list of [signs, rules, guidance]) expect(list.filter(one => one.change !== 'same')).toEqual([])
  })
  it('says of the same answers whether they would count for more or less', () => {
    const answers = { 'papers-held-by-others': 'yes' } as const
    const severe = edit(one => void (one.signs.find(s => s.code in answers)!.severe = true))
    expect(tryAnswers(whole, severe, answers)).toEqual({ now: 'watch', then: 'urgent', moved: 'higher' })
    expect(tryAnswers(severe, whole, answers)).toMatchObject({ moved: 'lower' })
    expect(tryAnswers(undefined, whole, answers)).toEqual({ now: undefined, then: 'watch', moved: 'same' })
    const half = edit(one => {
      one.signs.forEach(s => (s.weight = null))
      one.rules = [{ when: 'score', atLeast: null, level: 'urgent' }]
    })
    expect(tryAnswers(whole, half, answers)).toMatchObject({ then: 'none' })
  })
})
