import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { levels, Matrix, riskCategories, scoreMatrix, signAnswers, type Rule } from './matrix.ts'

const words = (text: string) => ({ en: text, 'sr-Latn': text, sq: text })
const sign = (code: string, weight: number, severe = false) => ({
  code,
  words: words(code),
  weight,
  severe,
  source: 'working group'
})
const rules: Rule[] = [
  { when: 'any-severe', level: 'urgent' },
  { when: 'score', atLeast: 5, level: 'risk' },
  { when: 'score', atLeast: 2, level: 'watch' },
  { when: 'signs', atLeast: 2, of: ['alone', 'debt'], level: 'risk' }
]
const matrix: Matrix = Matrix.parse({
  schema: 'fener-matrix/1',
  category: riskCategories[4],
  title: words('Unaccompanied minors'),
  signs: [sign('locked-in', 4, true), sign('alone', 1), sign('debt', 2), sign('no-papers', 3)],
  rules,
  guidance: Object.fromEntries(levels.map(level => [level, { text: words(level), withinHours: null }]))
})

describe('scoring by a matrix', () => {
  it('adds what is known and gives the highest level of the rules that hold', () => {
    expect(scoreMatrix(matrix, {})).toEqual({ level: 'none', score: 0, most: 10, known: 0, because: [] })
    expect(scoreMatrix(matrix, { alone: 'yes', debt: 'no' })).toMatchObject({
      level: 'none',
      score: 1,
      known: 2
    })
    expect(scoreMatrix(matrix, { debt: 'yes', alone: 'not-known' })).toMatchObject({
      level: 'watch',
      known: 1
    })
    expect(scoreMatrix(matrix, { debt: 'yes', 'no-papers': 'yes' })).toMatchObject({
      level: 'risk',
      score: 5,
      because: [1, 2]
    })
    expect(scoreMatrix(matrix, { alone: 'yes', debt: 'yes' })).toMatchObject({
      level: 'risk',
      because: [2, 3]
    })
  })
  it('calls one severe sign urgent whatever else was answered', () =>
    fc.assert(
      fc.property(fc.tuple(...matrix.signs.slice(1).map(() => fc.constantFrom(...signAnswers))), given => {
        const answers = Object.fromEntries(matrix.signs.slice(1).map((s, at) => [s.code, given[at]!]))
        expect(scoreMatrix(matrix, { ...answers, 'locked-in': 'yes' }).level).toBe('urgent')
      })
    ))
  it('never says less because one more sign is there', () =>
    fc.assert(
      fc.property(
        fc.tuple(...matrix.signs.map(() => fc.constantFrom(...signAnswers))),
        fc.nat(matrix.signs.length - 1),
        (given, more) => {
          const answers = Object.fromEntries(matrix.signs.map((s, at) => [s.code, given[at]!]))
          const before = levels.indexOf(scoreMatrix(matrix, answers).level)
          const after = levels.indexOf(
            scoreMatrix(matrix, { ...answers, [matrix.signs[more]!.code]: 'yes' }).level
          )
          expect(after).toBeGreaterThanOrEqual(before)
        }
      )
    ))
})
