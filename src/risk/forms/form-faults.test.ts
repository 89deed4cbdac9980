import { describe, expect, it } from 'vitest'
import type { Matrix } from '../matrix.ts'
import {
  Form,
  freeName,
  isChoice,
  itemKinds,
  newAnswer,
  newForm,
  newItem,
  type Condition,
  type Item
} from './form.ts'
import { formFaults } from './form-faults.ts'
import { formFromMatrix, withSignsOf } from './from-matrix.ts'
import { exampleForm, said } from './testing/examples.ts'

const words = (text: string) => ({ en: text, 'sr-Latn': text, sq: text, ar: text })
const sign = (code: string, weight: number) => ({
  code,
  words: words(code),
  weight,
  severe: false,
  source: 'test'
})
const nothing = { text: words('nothing'), withinHours: null }
const matrix: Matrix = {
  schema: 'fener-matrix/1',
  category: 'rk-zene',
  title: words('Women'),
  signs: [sign('papers-kept', 3), sign('debt.1', 2)],
  rules: [{ when: 'score', atLeast: 2, level: 'watch' }],
  guidance: { none: nothing, watch: nothing, risk: nothing, urgent: nothing }
}

const changed = (name: string | null, change: (item: Item & Form) => void) => {
  const form = structuredClone(exampleForm())
  const item = name === null ? form : form.items.flatMap(i => (i.kind === 'repeat' ? [i, ...i.questions] : [i])).find(i => i.name === name)! // prettier-ignore
  change(item as Item & Form)
  return form
}
const faultsAt = (form: Form, at: string | null) => formFaults(form, matrix).filter(f => f.at === at && f.stops).map(f => f.code) // prettier-ignore
const when = (...of: Condition[]) => ({ every: true, of })
const is = (question: string, answer: string, how: Condition['how'] = 'is') => ({ question, how, answer })

describe('the faults of a questionnaire', () => {
  it('has none that stop it, as it should be; the sign that is not asked is said', () => {
    expect(Form.safeParse(exampleForm()).success).toBe(true)
    expect(formFaults(exampleForm(), matrix)).toEqual([
      { at: null, code: 'sign-not-asked', params: { sign: 'debt.1' }, stops: false }
    ])
  })
  const at: [string, string | null, (item: Item & Form) => void, string][] = [
    ['title missing', null, f => (f.title = {}), 'no-title'],
    ['title in two languages of three', null, f => delete f.title.ar, 'no-translation'],
    ['words missing', 'days', i => (i.words = {}), 'no-words'],
    ['words in two languages of three', 'days', i => (i.words = { ...said('x'), ar: ' ' }), 'no-translation'],
    ['hint in one language', 'days', i => (i.hint = { en: 'x' }), 'no-translation'],
    ['no answers', 'language', i => isChoice(i) && (i.answers = []), 'no-answers'],
    ['answer without words', 'language', i => isChoice(i) && (i.answers[0]!.words = {}), 'answer-no-words'],
    ['answer in one language', 'language', i => isChoice(i) && (i.answers[0]!.words = { en: 'x' }), 'answer-no-translation'],
    ['answer twice', 'language', i => isChoice(i) && (i.answers[1]!.code = 'ar'), 'answer-twice'],
    ['answer that is ours', 'language', i => isChoice(i) && (i.answers[1]!.code = 'not-known'), 'answer-reserved'],
    ['name twice', 'language', i => (i.name = 'hello'), 'name-twice'],
    ['waits for nothing', 'days', i => (i.when = when(is('gone', 'yes'))), 'when-nothing'],
    ['waits for an answer that is not there', 'days', i => (i.when = when(is('language', 'tr'))), 'when-no-such-answer'],
    ['waits for a number that is none', 'since', i => (i.when = when(is('days', 'many', 'at-least'))), 'when-no-number'],
    ['at least of a choice', 'days', i => (i.when = when(is('language', 'ar', 'at-least'))), 'when-cannot-be-asked'],
    ['waits for a note', 'days', i => (i.when = when(is('hello', 'x'))), 'when-cannot-be-asked'],
    ['waits for itself', 'papers', i => (i.when = when(is('papers', 'yes'))), 'when-itself'],
    ['waits for a later one', 'language', i => (i.when = when(is('papers', 'yes'))), 'when-later'],
    ['waits for one asked many times', 'papers', i => (i.when = when(is('child_age', '3', 'at-least'))), 'when-inside-repeat'],
    ['repeat that waits for what is inside', 'child', i => (i.when = when(is('child_age', '3'))), 'when-loop'],
    ['waits for a score it counts in', 'papers', i => (i.when = when(is('sum', '3', 'at-least'))), 'when-loop'],
    ['least over most', 'days', i => i.kind === 'number' && (i.least = 500), 'least-over-most'],
    ['repeat of nothing', 'child', i => i.kind === 'repeat' && (i.questions = []), 'repeat-empty'],
    ['unknown sign', 'papers', i => isChoice(i) && (i.sign = 'gone'), 'sign-unknown'],
    ['sign with answers of its own', 'papers', i => isChoice(i) && (i.answers[0]!.code = 'often'), 'sign-answers']
  ] // prettier-ignore
  it.each(at)('%s', (_, name, change, code) => {
    const form = changed(name, change)
    expect(faultsAt(form, name === 'language' && code === 'name-twice' ? 'hello' : name)).toContain(code)
  })
  it('finds a loop through several questions, at each of them', () => {
    const form = changed('language', i => (i.when = when(is('papers', 'yes'))))
    const papers = form.items.find(i => i.name === 'papers')!
    papers.when = when(is('with', 'alone'))
    form.items.find(i => i.name === 'with')!.when = when(is('language', 'ar'))
    for (const name of ['language', 'papers', 'with']) expect(faultsAt(form, name)).toContain('when-loop')
  })
  it('says that a score counts nothing, that points in a repeat are not counted, that a box which must be filled has no way out', () => {
    const form = changed('with', i => isChoice(i) && i.answers.forEach(a => (a.points = 0)))
    form.items = form.items.filter(i => i.name !== 'papers' && i.name !== 'since')
    expect(faultsAt(form, 'sum')).toEqual(['score-of-nothing'])
    const must = changed('days', i => i.kind === 'number' && (i.required = true))
    expect(formFaults(must, matrix)).toContainEqual({
      at: 'days',
      code: 'required-without-way-out',
      params: {},
      stops: false
    })
  })
  it('is empty for a new one of every kind but for its words', () => {
    const form = newForm(['en'])
    for (const kind of itemKinds) form.items.push(newItem(kind, freeName(form)))
    expect(new Set(form.items.map(i => i.name)).size).toBe(itemKinds.length)
    expect(Form.safeParse(form).success).toBe(true)
    expect(newAnswer(['a1', 'a2']).code).toBe('a3')
    expect([...new Set(formFaults(form).map(f => f.code))].sort()).toEqual(
      ['answer-no-words', 'no-title', 'no-words', 'repeat-empty', 'score-of-nothing'].sort()
    )
  })
})

describe('a questionnaire from a matrix', () => {
  it('asks every sign in every language the matrix has, and nothing is wrong with it', () => {
    const form = formFromMatrix(matrix)
    expect(form.languages).toEqual(['sr-Latn', 'sq', 'en', 'ar'])
    expect(form.unchecked).toEqual(form.languages)
    expect(form.items.map(i => i.name)).toEqual(['s_papers_kept', 's_debt_1'])
    expect(formFaults(form, matrix)).toEqual([])
    expect(Form.safeParse(form).success).toBe(true)
  })
  it('takes the points and the new signs of the next version', () => {
    const next = {
      ...matrix,
      signs: [{ ...matrix.signs[0]!, weight: 9 }, sign('debt-1', 1), sign('locked', 4)]
    }
    const form = formFromMatrix(matrix)
    expect(formFaults(form, next).map(f => f.code)).toEqual([
      'sign-points',
      'sign-unknown',
      'sign-not-asked',
      'sign-not-asked'
    ])
    const after = withSignsOf(form, next)
    expect(formFaults(after, next)).toEqual([])
    // the sign that is gone stays a question: the answer may still be wanted
    expect(after.items.map(i => i.name)).toEqual(['s_papers_kept', 's_debt_1', 's_debt_1_2', 's_locked'])
  })
})
