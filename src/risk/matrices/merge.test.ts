import { describe, expect, it } from 'vitest'
import type { DraftDocument } from './draft.ts'
import { mergeDrafts, takeTheirs } from './merge.ts'
import { shippedMatrix } from './shipped.server.ts'

const base: DraftDocument = shippedMatrix('rk-zene')
const edit = (change: (copy: DraftDocument) => void): DraftDocument => {
  const copy = structuredClone(base)
  change(copy)
  return copy
}
const signOf = (of: DraftDocument, code: string) => of.signs.find(one => one.code === code)
const sign = (code: string) => ({ code, words: { sq: 'A?' }, weight: 1, severe: false, source: 'grupa' })

describe('two who edit one draft', () => {
  it('gives both their changes where they touched different fields', () => {
    const mine = edit(one => {
      one.signs[2]!.weight = 9
      one.guidance.risk.text.sq = 'Sot.'
      one.signs.push(sign('mine'))
    })
    const theirs = edit(one => {
      one.signs[2]!.words['sr-Latn'] = 'Drugačije?'
      one.guidance.risk.withinHours = 40
      one.signs.unshift(sign('theirs'))
      one.rules.pop()
    })
    const { document, clashes } = mergeDrafts(base, mine, theirs)
    expect(clashes).toEqual([])
    const both = signOf(document, base.signs[2]!.code)!
    expect([both.weight, both.words['sr-Latn']]).toEqual([9, 'Drugačije?'])
    expect(document.guidance.risk).toMatchObject({ withinHours: 40, text: { sq: 'Sot.' } })
    expect(document.signs.map(one => one.code)).toEqual([
      'theirs',
      ...base.signs.map(one => one.code),
      'mine'
    ])
    expect(document.rules).toEqual(theirs.rules)
    expect(mergeDrafts(base, theirs, mine).document.rules).toEqual(theirs.rules)
  })
  it('shows both where they changed the same, and takes what is chosen', () => {
    const mine = edit(one => {
      one.signs[0]!.words.sq = 'E imja?'
      one.title.en = 'Mine'
    })
    const theirs = edit(one => {
      one.signs[0]!.words.sq = 'E tyre?'
      one.title.en = 'Mine'
    })
    const { document, clashes } = mergeDrafts(base, mine, theirs)
    const path = ['signs', base.signs[0]!.code, 'words', 'sq']
    expect(clashes).toEqual([{ path, mine: 'E imja?', theirs: 'E tyre?' }])
    expect(document.signs[0]!.words.sq).toBe('E imja?')
    expect(takeTheirs(document, clashes[0]!).signs[0]!.words.sq).toBe('E tyre?')
    expect(takeTheirs({ ...document, signs: [] }, clashes[0]!).signs).toEqual([])
    const hours = { path: ['guidance', 'risk', 'withinHours'], mine: 1, theirs: 7 }
    expect(takeTheirs(document, hours).guidance.risk.withinHours).toBe(7)
  })
  it('takes out a language that one of them took out, and asks where the other wrote in it meanwhile', () => {
    const spoken = edit(one => void (one.signs[0]!.words.ar = 'هل'))
    const [code] = [spoken.signs[0]!.code]
    const changed = structuredClone(spoken)
    changed.signs[1]!.weight = 9
    const quiet = mergeDrafts(spoken, base, changed)
    expect(quiet.clashes).toEqual([])
    expect(signOf(quiet.document, code)!.words).toEqual(base.signs[0]!.words)
    const written = structuredClone(spoken)
    written.signs[0]!.words.ar = 'هل أنتم؟'
    const { document, clashes } = mergeDrafts(spoken, base, written)
    expect(clashes).toEqual([{ path: ['signs', code, 'words', 'ar'], mine: undefined, theirs: 'هل أنتم؟' }])
    expect(signOf(takeTheirs(document, clashes[0]!), code)!.words.ar).toBe('هل أنتم؟')
  })
  it('takes away only what the other left untouched', () => {
    const [first, second] = base.signs as [DraftDocument['signs'][0], DraftDocument['signs'][0]]
    const without = edit(one => void one.signs.splice(0, 2))
    const changed = edit(one => void (one.signs[0]!.weight = 8))
    const codes = (of: DraftDocument) => of.signs.map(one => one.code)
    for (const [mine, theirs] of [
      [without, changed],
      [changed, without]
    ] as const) {
      const { document } = mergeDrafts(base, mine, theirs)
      expect(signOf(document, first.code)?.weight).toBe(8)
      expect(codes(document)).not.toContain(second.code)
    }
    const added = edit(one => void one.signs.push(sign('new')))
    expect(codes(mergeDrafts(base, without, added).document)).toEqual([...codes(without), 'new'])
    expect(codes(mergeDrafts(base, added, without).document)).toEqual([...codes(without), 'new'])
  })
  it('keeps both of a rule that both changed', () => {
    const rule = (atLeast: number) => ({ when: 'score' as const, atLeast, level: 'risk' as const })
    const mine = edit(one => void (one.rules[5] = rule(11)))
    const theirs = edit(one => void (one.rules[5] = rule(12)))
    const { rules } = mergeDrafts(base, mine, theirs).document
    expect(rules).toEqual(expect.arrayContaining([rule(11), rule(12)]))
    expect(rules).not.toContainEqual(base.rules[5])
  })
})
