// What is wrong with a questionnaire that is being made, said at the question it concerns. What `stops` keeps it from being used.
import type { Matrix } from '../matrix.ts'
import { isChoice, notKnown, placed } from './form.ts'
import type { Choice, Condition, Form, FormLanguage, FormWords, Item, Placed } from './form.ts'

/** `at`: the name of the question, null for the questionnaire itself. The sentence of a code lives in locales. */
export type FormFault = {
  at: string | null
  code: FormFaultCode
  stops: boolean
  params: Record<string, string | number>
}
export const formFaultCodes = [
  'no-questions',
  'no-title',
  'no-words',
  'no-translation',
  'no-answers',
  'answer-no-words',
  'answer-no-translation',
  'answer-twice',
  'answer-reserved',
  'name-twice',
  'name-reserved',
  'when-nothing',
  'when-no-such-answer',
  'when-no-number',
  'when-cannot-be-asked',
  'when-itself',
  'when-loop',
  'when-later',
  'when-inside-repeat',
  'least-over-most',
  'required-without-way-out',
  'score-of-nothing',
  'score-inside-repeat',
  'points-inside-repeat',
  'repeat-empty',
  'sign-unknown',
  'sign-twice',
  'sign-answers',
  'sign-not-asked',
  'sign-points'
] as const
export type FormFaultCode = (typeof formFaultCodes)[number]

/** Names that the writer uses itself. */
const reserved = ['data', 'meta', 'fener_day', 'fener_score']
const empty = (words: FormWords, language: FormLanguage) => !words[language]?.trim()

type Say = (code: FormFaultCode, params?: FormFault['params'], stops?: boolean) => void

const wordFaults = (
  form: Form,
  words: FormWords,
  nothing: FormFaultCode,
  missing: FormFaultCode,
  say: Say,
  params: FormFault['params'] = {}
) => {
  // prettier-ignore
  const lacking = form.languages.filter(language => empty(words, language))
  if (lacking.length === form.languages.length) say(nothing, params)
  else for (const language of lacking) say(missing, { ...params, language })
}

const answerFaults = (form: Form, { answers }: Choice, say: Say) => {
  if (answers.length === 0) say('no-answers')
  const seen = new Set<string>()
  answers.forEach(({ code, words }, at) => {
    if (code === notKnown) say('answer-reserved', { answer: at + 1 })
    else if (seen.has(code)) say('answer-twice', { answer: at + 1, code })
    seen.add(code)
    wordFaults(form, words, 'answer-no-words', 'answer-no-translation', say, { answer: at + 1 })
  })
}

/** What must be known before this question: what its conditions name, what it stands in, and for a score whatever gives points. */
const waitsFor = (all: readonly Placed[], name: string): string[] => {
  const one = all.find(({ item }) => item.name === name)
  if (!one) return []
  const { item, within } = one
  const scored = item.kind === 'score' ? all.filter(p => !p.within && isChoice(p.item) && p.item.answers.some(a => a.points !== 0)) : [] // prettier-ignore
  return [
    ...(item.when?.of ?? []).map(c => c.question),
    ...(within ? [within.name] : []),
    ...scored.map(p => p.item.name)
  ]
}
const reaches = (all: readonly Placed[], from: string, to: string): boolean => {
  const seen = new Set<string>()
  const next = [from]
  while (next.length) {
    const at = next.pop()!
    if (at === to) return true
    if (seen.has(at)) continue
    seen.add(at)
    next.push(...waitsFor(all, at))
  }
  return false
}

const conditionFault = (all: readonly Placed[], { item, within }: Placed, condition: Condition, say: Say) => {
  const { question, how, answer } = condition
  if (question === item.name) return say('when-itself')
  const target = all.find(one => one.item.name === question)
  if (!target) return say('when-nothing', question ? { question } : {})
  if (reaches(all, question, item.name)) return say('when-loop', { question })
  if (target.within && target.within !== within) return say('when-inside-repeat', { question })
  if (target.item.kind === 'note' || target.item.kind === 'repeat')
    return say('when-cannot-be-asked', { question })
  if (isChoice(target.item)) {
    if (how === 'at-least' || how === 'at-most') return say('when-cannot-be-asked', { question })
    if (answer !== notKnown && !target.item.answers.some(a => a.code === answer))
      return say('when-no-such-answer', { question })
  } else if (target.item.kind === 'number' || target.item.kind === 'score') {
    if (!/^-?\d{1,9}$/.test(answer)) return say('when-no-number', { question })
  } else return say('when-cannot-be-asked', { question })
  const order = (name: string) => all.findIndex(one => one.item.name === name)
  if (target.item.kind !== 'score' && order(question) > order(item.name)) say('when-later', { question })
}
const kindFaults = (form: Form, item: Item, within: boolean, say: Say) => {
  if (isChoice(item)) {
    answerFaults(form, item, say)
    if (within && item.answers.some(a => a.points !== 0)) say('points-inside-repeat', {}, false)
  }
  if (item.kind === 'number' && item.least !== null && item.most !== null && item.least > item.most)
    say('least-over-most')
  // a choice can always be answered with "does not know"; a box that must be filled is filled with something untrue
  if ('required' in item && item.required && !isChoice(item)) say('required-without-way-out', {}, false)
  if (item.kind === 'repeat' && item.questions.length === 0) say('repeat-empty')
  if (item.kind === 'score') {
    if (within) say('score-inside-repeat')
    else if (!form.items.some(i => isChoice(i) && i.answers.some(a => a.points !== 0)))
      say('score-of-nothing')
  }
}

/** How the questionnaire agrees with the matrix it was made from. */
const matrixFaults = (all: readonly Placed[], matrix: Matrix, add: (at: string | null) => Say) => {
  const asked = new Map<string, string>()
  for (const { item } of all) {
    if (!isChoice(item) || item.sign === null) continue
    const say = add(item.name)
    const sign = matrix.signs.find(s => s.code === item.sign)
    if (!sign) {
      say('sign-unknown', { sign: item.sign })
      continue
    }
    if (asked.has(sign.code)) say('sign-twice', { sign: sign.code })
    asked.set(sign.code, item.name)
    const codes = item.answers.map(a => a.code)
    if (item.kind !== 'one' || codes.length !== 2 || !codes.includes('yes') || !codes.includes('no'))
      say('sign-answers')
    else if (item.answers.some(a => a.points !== (a.code === 'yes' ? sign.weight : 0)))
      say('sign-points', { points: sign.weight }, false)
  }
  for (const { code } of matrix.signs)
    if (!asked.has(code)) add(null)('sign-not-asked', { sign: code }, false)
}

export const formFaults = (form: Form, matrix: Matrix | null = null): FormFault[] => {
  const faults: FormFault[] = []
  const add =
    (at: string | null): Say =>
    (code, params = {}, stops = true) =>
      void faults.push({ at, code, params, stops })
  const all = placed(form)
  wordFaults(form, form.title, 'no-title', 'no-translation', add(null))
  if (!form.items.some(item => item.kind !== 'note' && item.kind !== 'score')) add(null)('no-questions')
  const names = new Set<string>()
  for (const one of all) {
    const { item, within } = one
    const say = add(item.name)
    if (names.has(item.name)) say('name-twice')
    if (reserved.includes(item.name)) say('name-reserved')
    names.add(item.name)
    wordFaults(form, item.words, 'no-words', 'no-translation', say)
    if (Object.values(item.hint).some(text => text.trim()))
      for (const language of form.languages)
        if (empty(item.hint, language)) say('no-translation', { language })
    kindFaults(form, item, within !== null, say)
    for (const condition of item.when?.of ?? []) conditionFault(all, one, condition, say)
  }
  if (matrix) matrixFaults(all, matrix, add)
  else
    for (const { item } of all)
      if (isChoice(item) && item.sign) add(item.name)('sign-unknown', { sign: item.sign })
  return faults
}
